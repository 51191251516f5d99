package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.PictureRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A picture that a report shows.
 *
 * @param key decides which pictures are shown
 * @param caption of the picture
 * @param jpeg a small picture
 */
public record Sample(String key, String id, String caption, byte[] jpeg) {

  /** Draws samples. */
  @FunctionalInterface
  public interface Maker {
    Sample make(String key, PictureRecord record);
  }

  /** As good as random, and the same everywhere. */
  static String key(PictureRecord record) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(record.id().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
