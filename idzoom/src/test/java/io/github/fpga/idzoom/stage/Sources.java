package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.record.EncodedImage;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PersonRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Viewport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pictures and records that several tests use. */
final class Sources {
  private Sources() {}

  /** A scene of one to three people. */
  static BufferedImage scene(long seed, int side) {
    Scene scene =
        SceneSampler.any().sample(seed, People.draw(IdentitySplit.TRAIN, seed, 1 + (int) seed % 3));
    return Renderer.image(scene, side, side, Viewport.full(scene));
  }

  static EncodedImage jpeg(BufferedImage image, float quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return new EncodedImage(bytes.toByteArray(), "");
  }

  /** A face of which the place is known. */
  static FaceRecord face(double x, double y, double size) {
    Box box = new Box(x, y, size, size);
    return FaceRecord.of(new Detection(box, 0.9, Collections.nCopies(5, box.centre())));
  }

  static FaceRecord measured(double size, double yaw, double pitch, double sharpness) {
    FaceRecord face = face(10, 10, size);
    return new FaceRecord(
        face.detection(),
        Optional.empty(),
        Optional.of(new HeadPose(yaw, pitch, 0)),
        Optional.empty(),
        OptionalDouble.of(sharpness),
        Optional.empty(),
        OptionalLong.empty());
  }

  static PersonRecord person(OptionalInt face, double x, double y) {
    Skeleton.Joint joint = new Skeleton.Joint(new Point(x, y), 0.5);
    return new PersonRecord(new Skeleton(Collections.nCopies(Skeleton.COUNT, joint)), 0.8, face);
  }

  /** A record of 400 x 300 pixels. */
  static PictureRecord record(String id, String style, FaceRecord... faces) {
    return new PictureRecord(
        id,
        new EncodedImage(new byte[] {'B', 'M'}, ""),
        400,
        300,
        "",
        new Provenance("test", "CC0-1.0"),
        OptionalLong.empty(),
        Split.TRAIN,
        Zoom.FULL,
        style,
        List.of(),
        Stream.of(faces).toList());
  }

  /** Why an input was rejected, and the detail. */
  static String rejection(Outcome<?> outcome) {
    return outcome instanceof Outcome.Rejected<?> rejected
        ? rejected.reason() + ": " + rejected.detail()
        : "kept";
  }
}
