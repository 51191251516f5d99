package io.github.fpga.spark;

import io.github.fpga.idzoom.record.PictureRecord;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pictures as they are rarely seen. */
final class OddPictures {

  private OddPictures() {}

  /** One person for each index, 256 pixels wide. */
  static BufferedImage portrait(int index) throws IOException {
    PictureRecord record = Corpus.picture(3 * index + 1);
    return ImageIO.read(new ByteArrayInputStream(record.image().bytes()));
  }

  static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer for " + format);
    }
    return bytes.toByteArray();
  }

  /** A copy with other pixels, see the types of {@link BufferedImage}. */
  static BufferedImage as(BufferedImage image, int type) {
    BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
    Graphics2D graphics = copy.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return copy;
  }

  /** A copy with 16 bits a channel. */
  static BufferedImage deep(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    ColorSpace rgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    ComponentColorModel model =
        new ComponentColorModel(rgb, false, false, BufferedImage.OPAQUE, DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(width, height);
    int[] samples = image.getRaster().getPixels(0, 0, width, height, (int[]) null);
    raster.setPixels(0, 0, width, height, Arrays.stream(samples).map(v -> v * 257).toArray());
    return new BufferedImage(model, raster, false, null);
  }

  @FunctionalInterface
  private interface Writing {
    void write(ImageWriter writer) throws IOException;
  }

  private static byte[] written(String format, Writing body) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      body.write(writer);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Coarse first: a progressive JPEG or an interlaced PNG. */
  static byte[] progressive(BufferedImage image, String format) throws IOException {
    return written(
        format,
        writer -> {
          ImageWriteParam how = writer.getDefaultWriteParam();
          how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
          writer.write(null, new IIOImage(image, null, null), how);
        });
  }

  static byte[] animated(BufferedImage... frames) throws IOException {
    return written(
        "gif",
        writer -> {
          writer.prepareWriteSequence(null);
          for (BufferedImage frame : frames) {
            writer.writeToSequence(new IIOImage(frame, null, null), null);
          }
          writer.endWriteSequence();
        });
  }

  /** A JPEG in four printing colours. */
  static byte[] cmyk(BufferedImage image) throws IOException {
    int width = image.getWidth();
    WritableRaster ink = Raster.createInterleavedRaster(0, width, image.getHeight(), 4, null);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        int[] inks = {255 - (rgb >> 16 & 255), 255 - (rgb >> 8 & 255), 255 - (rgb & 255), 0};
        ink.setPixel(x, y, inks);
      }
    }
    return written("jpg", writer -> writer.write(null, new IIOImage(ink, null, null), null));
  }

  /**
   * A JPEG that is stored as a camera would that was held like that, with the note of it.
   *
   * @param orientation of Exif, 1 to 8; others mean nothing, the picture is stored upright
   */
  static byte[] held(BufferedImage upright, int orientation) throws IOException {
    int width = upright.getWidth();
    int height = upright.getHeight();
    boolean lying = orientation >= 5 && orientation <= 8;
    BufferedImage stored =
        lying
            ? new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB)
            : new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < stored.getHeight(); y++) {
      for (int x = 0; x < stored.getWidth(); x++) {
        int across = lying ? y : x;
        int down = lying ? x : y;
        boolean fromRight =
            orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        boolean fromBelow =
            orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        stored.setRGB(
            x,
            y,
            upright.getRGB(
                fromRight ? width - 1 - across : across, fromBelow ? height - 1 - down : down));
      }
    }
    return withOrientation(encoded(stored, "jpg"), orientation);
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer segment = ByteBuffer.allocate(36).putShort((short) 0xffe1).putShort((short) 34);
    segment.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    segment.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation);
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(segment.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A small file whose header promises another size. */
  static byte[] bomb(String format, int width, int height) throws IOException {
    byte[] bytes = encoded(new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR), format);
    ByteBuffer file = ByteBuffer.wrap(bytes);
    switch (format) {
      case "png" -> {
        file.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, 17);
        file.putInt(29, (int) crc.getValue());
      }
      case "bmp" -> {
        // The size of the file must be large enough, too.
        file.order(ByteOrder.LITTLE_ENDIAN).putInt(2, -1);
        file.putInt(18, width).putInt(22, height);
      }
      case "gif" -> {
        file.order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) width).putShort(8, (short) height);
        int frame = find(bytes, 0x2c, 0, 0, 0, 0);
        file.putShort(frame + 5, (short) width).putShort(frame + 7, (short) height);
      }
      case "jpg" -> {
        int header = find(bytes, 0xff, 0xc0);
        file.putShort(header + 5, (short) height).putShort(header + 7, (short) width);
      }
      default -> throw new IllegalArgumentException(format);
    }
    return bytes;
  }

  private static int find(byte[] bytes, int... pattern) {
    for (int at = 0; at + pattern.length <= bytes.length; at++) {
      int same = 0;
      while (same < pattern.length && (bytes[at + same] & 0xff) == pattern[same]) {
        same++;
      }
      if (same == pattern.length) {
        return at;
      }
    }
    throw new IllegalStateException("no such bytes");
  }
}
