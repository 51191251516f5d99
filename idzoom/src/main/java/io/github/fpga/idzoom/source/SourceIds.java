package io.github.fpga.idzoom.source;

import io.github.fpga.idzoom.record.PictureRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of records from names of files. */
final class SourceIds {

  private static final int KEPT = 80;
  private static final int DIGEST_BYTES = 6;

  private SourceIds() {}

  /**
   * The name itself where it is an id; otherwise its characters that may be in one, and a part of
   * its SHA-256, which keeps different names apart.
   */
  static String id(String name) {
    try {
      return PictureRecord.checkId(name);
    } catch (IllegalArgumentException e) {
      String plain = name.replaceAll("[^A-Za-z0-9_-]+", "_");
      return plain.substring(0, Math.min(KEPT, plain.length())) + "-" + digest(name);
    }
  }

  private static String digest(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
