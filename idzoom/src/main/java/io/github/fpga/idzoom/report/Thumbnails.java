package io.github.fpga.idzoom.report;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Canvas;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.build.Sample;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PersonRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Small pictures for reports.
 *
 * @param blurFaces whether nobody shall be recognised
 */
public record Thumbnails(boolean blurFaces) implements Sample.Maker {

  private static final int SIDE = 192;

  /** A blurred face has as many pixels across. */
  private static final int COARSE = 4;

  /** How much larger than its box a face is blurred. */
  private static final double MARGIN = 0.3;

  private static final int BOX = 0x00d060;
  private static final int LANDMARK = 0x30e0ff;
  private static final int JOINT = 0xffb020;

  /** The picture with everything that was found drawn over it. */
  @Override
  public Sample make(String key, PictureRecord record) {
    double scale = scale(record);
    try (Canvas canvas = Canvas.on(small(record))) {
      for (PersonRecord person : record.people()) {
        for (Skeleton.Joint joint : person.skeleton().joints()) {
          if (joint.visible()) {
            canvas.disc(joint.position().times(scale), 2, JOINT);
          }
        }
      }
      for (FaceRecord face : record.faces()) {
        canvas.rectangle(scaled(face.detection().box(), scale), 1, BOX);
        face.landmarks()
            .ifPresent(all -> all.points().forEach(p -> canvas.disc(p.times(scale), 0, LANDMARK)));
      }
      return new Sample(key, record.id(), record.caption(), jpeg(canvas.picture()));
    }
  }

  /** The picture alone. */
  public byte[] plain(PictureRecord record) {
    return jpeg(small(record));
  }

  private BufferedImage small(PictureRecord record) {
    BufferedImage image = Pictures.decode(record.image().bytes(), Long.MAX_VALUE);
    double scale = scale(record);
    BufferedImage small =
        Warps.resize(image, side(record.width() * scale), side(record.height() * scale));
    if (blurFaces) {
      record.faces().forEach(face -> blur(small, scaled(face.detection().box(), scale)));
    }
    return small;
  }

  private static int side(double length) {
    return (int) Math.max(1, Math.round(length));
  }

  private static double scale(PictureRecord record) {
    return Math.min(1, (double) SIDE / Math.max(record.width(), record.height()));
  }

  private static Box scaled(Box box, double scale) {
    Point corner = new Point(box.x(), box.y()).times(scale);
    return new Box(corner.x(), corner.y(), box.width() * scale, box.height() * scale);
  }

  /** Replaces a face by a few squares of one colour each. */
  private static void blur(BufferedImage image, Box face) {
    int left = clamp(face.x() - MARGIN * face.width(), image.getWidth());
    int top = clamp(face.y() - MARGIN * face.height(), image.getHeight());
    int right = clamp(face.x() + (1 + MARGIN) * face.width(), image.getWidth());
    int bottom = clamp(face.y() + (1 + MARGIN) * face.height(), image.getHeight());
    if (right <= left || bottom <= top) {
      return;
    }
    BufferedImage coarse =
        Warps.resize(
            Pictures.copy(image.getSubimage(left, top, right - left, bottom - top)),
            COARSE,
            COARSE);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        image.setRGB(
            x,
            y,
            coarse.getRGB(
                (x - left) * COARSE / (right - left), (y - top) * COARSE / (bottom - top)));
      }
    }
  }

  private static int clamp(double value, int max) {
    return (int) Math.max(0, Math.min(max, Math.round(value)));
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(Pictures.rgb(image), "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
