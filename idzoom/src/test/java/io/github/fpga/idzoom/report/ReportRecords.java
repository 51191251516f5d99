package io.github.fpga.idzoom.report;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.record.EncodedImage;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures of noise, with faces where they are said to be. */
final class ReportRecords {

  /** Of the pictures; reports show them in this size. */
  static final int SIDE = 192;

  private ReportRecords() {}

  static PictureRecord picture(String id, List<FaceRecord> faces) {
    return new PictureRecord(
        id,
        new EncodedImage(noise(), ""),
        SIDE,
        SIDE,
        "caption of " + id,
        new Provenance("test", "CC0-1.0"),
        OptionalLong.empty(),
        Split.TRAIN,
        Zoom.FULL,
        "noise",
        List.of(),
        faces);
  }

  /**
   * A square face with landmarks side by side in its middle, so that a small picture shows them.
   */
  static FaceRecord face(double x, double y, double side, double yaw, double sharpness, long who) {
    Point middle = new Point(x + side / 2, y + side / 2);
    List<Point> landmarks =
        IntStream.range(0, 68)
            .mapToObj(i -> new Point(middle.x() + i % 8 - 4, middle.y() + i / 8 - 4))
            .toList();
    return new FaceRecord(
        new Detection(new Box(x, y, side, side), 1, Collections.nCopies(5, middle)),
        Optional.of(new Landmarks(landmarks)),
        Optional.of(new HeadPose(yaw, 0, 0)),
        Optional.empty(),
        OptionalDouble.of(sharpness),
        Optional.empty(),
        OptionalLong.of(who));
  }

  /** Black and white blocks of 2 x 2, which survive a JPEG. */
  private static byte[] noise() {
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y += 2) {
      for (int x = 0; x < SIDE; x += 2) {
        int colour = random.nextBoolean() ? 0xffffff : 0;
        image.setRGB(x, y, 2, 2, new int[] {colour, colour, colour, colour}, 0, 2);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
