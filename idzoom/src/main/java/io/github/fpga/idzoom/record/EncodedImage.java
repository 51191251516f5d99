package io.github.fpga.idzoom.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A picture file in memory, not decoded.
 *
 * @param bytes the file's bytes, beginning as PNG, JPEG, GIF, BMP or WebP do
 * @param path the file's name, for people; empty if it never had one
 */
public record EncodedImage(byte[] bytes, String path) {

  public EncodedImage {
    bytes = bytes.clone();
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a picture's path contains a zero character");
    }
    extension(bytes);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** What files of this format are called: png, jpg, gif, bmp or webp. */
  public String extension() {
    return extension(bytes);
  }

  /** The SHA-256 of the bytes as 64 lower-case hexadecimal digits. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String extension(byte[] bytes) {
    if (starts(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return "png";
    } else if (starts(bytes, 0, 0xff, 0xd8, 0xff)) {
      return "jpg";
    } else if (starts(bytes, 0, 'G', 'I', 'F', '8')) {
      return "gif";
    } else if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) {
      return "webp";
    } else if (starts(bytes, 0, 'B', 'M')) {
      return "bmp";
    }
    int shown = Math.min(4, bytes.length);
    throw new IllegalArgumentException(
        "%d bytes that begin with \"%s\" are not a PNG, JPEG, GIF, BMP or WebP picture"
            .formatted(bytes.length, HexFormat.of().formatHex(bytes, 0, shown)));
  }

  private static boolean starts(byte[] bytes, int offset, int... magic) {
    if (bytes.length < offset + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (bytes[offset + i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedImage that
        && path.equals(that.path)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "EncodedImage[%s, %d bytes]".formatted(path, bytes.length);
  }
}
