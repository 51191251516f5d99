package io.github.fpga.faces;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * What Java's own readers do not look at in JPEG and PNG files. What is damaged here is taken for
 * absent: whether a picture can be read is the decoder's to say.
 *
 * @param orientation as in Exif 2.3, 1 (upright) to 8
 * @param channels of a JPEG: 4 are printing colours; 0 for other files
 * @param adobe the colour transform of an Adobe JPEG (0: none, 2: YCCK); -1 for other files
 */
record PictureHeader(int orientation, int channels, int adobe) {

  private static final PictureHeader NONE = new PictureHeader(1, 0, -1);

  private static final int JPEG = 0xffd8;
  private static final int APP1 = 0xffe1;
  private static final int APP14 = 0xffee;
  private static final int START_OF_SCAN = 0xffda;

  /** The frame's sixteen kinds, three of which are something else. */
  private static final int START_OF_FRAME = 0xffc0;

  private static final Set<Integer> NO_FRAMES = Set.of(0xffc4, 0xffc8, 0xffcc);

  private static final long PNG = 0x89504e470d0a1a0aL;
  private static final int PNG_EXIF = 0x65584966;
  private static final int PNG_DATA = 0x49444154;

  /** More segments or chunks before the pixels are not looked at. */
  private static final int MOST = 1000;

  private static final int ORIENTATION_TAG = 0x0112;

  /** Reads the header and leaves the stream where it was. */
  static PictureHeader of(ImageInputStream in) throws IOException {
    in.mark();
    ByteOrder order = in.getByteOrder();
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    try {
      long magic = in.readLong();
      if (magic >>> 48 == JPEG) {
        return jpeg(in);
      }
      return magic == PNG ? png(in) : NONE;
    } catch (EOFException e) {
      return NONE;
    } finally {
      in.setByteOrder(order);
      in.reset();
    }
  }

  /** Whether width and height change places. */
  boolean sideways() {
    return orientation >= 5;
  }

  private static PictureHeader jpeg(ImageInputStream in) throws IOException {
    PictureHeader found = NONE;
    // Behind the mark of the beginning.
    long at = in.getStreamPosition() - 6;
    for (int i = 0; i < MOST; i++) {
      in.seek(at);
      int marker = in.readUnsignedShort();
      int length = in.readUnsignedShort();
      if (marker >>> 8 != 0xff || marker == START_OF_SCAN || length < 2) {
        break;
      }
      if (marker == APP1 || marker == APP14 || isFrame(marker)) {
        found = found.with(marker, bytes(in, length - 2));
      }
      at += 2 + length;
    }
    return found;
  }

  private PictureHeader with(int marker, byte[] segment) {
    if (marker == APP1 && starts(segment, "Exif\0\0")) {
      return new PictureHeader(
          orientation(ByteBuffer.wrap(segment, 6, segment.length - 6)), channels, adobe);
    } else if (marker == APP14 && starts(segment, "Adobe") && segment.length >= 12) {
      return new PictureHeader(orientation, channels, segment[11]);
    } else if (isFrame(marker) && segment.length >= 6) {
      return new PictureHeader(orientation, segment[5], adobe);
    }
    return this;
  }

  private static boolean isFrame(int marker) {
    return (marker & 0xfff0) == START_OF_FRAME && !NO_FRAMES.contains(marker);
  }

  private static PictureHeader png(ImageInputStream in) throws IOException {
    long at = in.getStreamPosition();
    for (int i = 0; i < MOST; i++) {
      in.seek(at);
      long length = in.readUnsignedInt();
      int type = in.readInt();
      if (type == PNG_DATA) {
        break;
      } else if (type == PNG_EXIF && length <= 1 << 16) {
        return new PictureHeader(orientation(ByteBuffer.wrap(bytes(in, (int) length))), 0, -1);
      }
      at += 12 + length;
    }
    return NONE;
  }

  private static byte[] bytes(ImageInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static boolean starts(byte[] segment, String text) {
    byte[] start = text.getBytes(StandardCharsets.US_ASCII);
    return segment.length >= start.length
        && new String(segment, 0, start.length, StandardCharsets.US_ASCII).equals(text);
  }

  /** From the first directory of a TIFF structure. */
  private static int orientation(ByteBuffer exif) {
    ByteBuffer tiff = exif.slice();
    if (tiff.remaining() < 8) {
      return 1;
    }
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (directory + 2 > tiff.limit()) {
      return 1;
    }
    int entries = tiff.getShort((int) directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      if (entry + 12 > tiff.limit()) {
        return 1;
      }
      if ((tiff.getShort((int) entry) & 0xffff) == ORIENTATION_TAG) {
        int value = tiff.getShort((int) entry + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
