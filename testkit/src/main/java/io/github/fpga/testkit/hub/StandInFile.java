package io.github.fpga.testkit.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the stand-in hub.
 *
 * @param promised the bytes that hash and size are told of
 * @param sent the bytes that are sent; others where the hub lies
 * @param large whether it is kept at the file server (Git LFS)
 */
record StandInFile(byte[] promised, byte[] sent, boolean large) {

  /** SHA-256 of large files, git's SHA-1 of small ones. */
  String etag() {
    if (large) {
      return digest("SHA-256", promised);
    }
    byte[] header = ("blob " + promised.length + '\0').getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[header.length + promised.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(promised, 0, all, header.length, promised.length);
    return digest("SHA-1", all);
  }

  long size() {
    return promised.length;
  }

  static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
