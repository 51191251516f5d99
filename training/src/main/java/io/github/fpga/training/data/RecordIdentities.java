package io.github.fpga.training.data;

import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.record.PictureRecord;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who and which picture it is, as numbers that shards can hold. */
final class RecordIdentities {

  /** Faces without a cluster get numbers that no cluster has. */
  private static final long UNKNOWN = 1L << 62;

  /** What crops add to the id of the picture they are cut from. */
  private static final Pattern CROP = Pattern.compile("-(half|face)[0-9]+$");

  private RecordIdentities() {}

  /** The cluster of a face; without one a number of its own, for nobody knows who it is. */
  static long of(PictureRecord record, int face) {
    return record
        .faces()
        .get(face)
        .cluster()
        .orElseGet(() -> UNKNOWN | hash(record.id() + "#" + face) >>> 2);
  }

  /** A number for the picture, the same for all crops of one. */
  static long picture(PictureRecord record) {
    return hash(CROP.matcher(record.id()).replaceFirst(""));
  }

  private static long hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  /** The decoded picture of a record, of the size that it says. */
  static BufferedImage decode(PictureRecord record) {
    BufferedImage image = Pictures.decode(record.image().bytes(), Pictures.MAX_PIXELS);
    if (image.getWidth() != record.width() || image.getHeight() != record.height()) {
      throw new IllegalArgumentException(
          "its picture has %dx%d pixels instead of %dx%d"
              .formatted(image.getWidth(), image.getHeight(), record.width(), record.height()));
    }
    return image;
  }
}
