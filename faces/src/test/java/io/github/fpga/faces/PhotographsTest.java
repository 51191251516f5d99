package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cameras and printers do to files. */
class PhotographsTest {

  private static final int RED = 0xff0000;
  private static final int HEADER = 33;

  /**
   * Four by two pixels, black but for a red one in the upper left corner and a white one beside.
   */
  private static BufferedImage marked() {
    return Pictures.of(4, 2, new int[] {RED, 0xffffff, 0, 0, 0, 0, 0, 0});
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** A TIFF structure with nothing but an orientation, little-endian. */
  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 0x4949)
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putInt(orientation)
        .array();
  }

  private static byte[] insert(byte[] file, int at, byte[] more) {
    return ByteBuffer.allocate(file.length + more.length)
        .put(file, 0, at)
        .put(more)
        .put(file, at, file.length - at)
        .array();
  }

  private static byte[] png(int orientation) throws IOException {
    byte[] exif = exif(orientation);
    ByteBuffer chunk = ByteBuffer.allocate(exif.length + 12).putInt(exif.length);
    chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, exif.length + 4);
    return insert(encoded(marked(), "png"), HEADER, chunk.putInt((int) crc.getValue()).array());
  }

  /** Where the stored first pixel and the one to its right are in the upright picture. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, 0",
    "2, 3, 0, 2, 0",
    "3, 3, 1, 2, 1",
    "4, 0, 1, 1, 1",
    "5, 0, 0, 0, 1",
    "6, 1, 0, 1, 1",
    "7, 1, 3, 1, 2",
    "8, 0, 3, 0, 2"
  })
  void picturesStandUpright(int orientation, int x, int y, int nextX, int nextY)
      throws IOException {
    byte[] file = png(orientation);
    BufferedImage image = Pictures.decode(file, Pictures.MAX_PIXELS);

    assertEquals(orientation < 5 ? new Dimension(4, 2) : new Dimension(2, 4), Pictures.size(file));
    assertEquals(Pictures.size(file), new Dimension(image.getWidth(), image.getHeight()));
    assertEquals(RED, image.getRGB(x, y) & 0xffffff);
    assertEquals(0xffffff, image.getRGB(nextX, nextY) & 0xffffff);
  }

  @Test
  void jpegsStandUprightAndOddOnesStayAsTheyAre() throws IOException {
    byte[] plain = encoded(noise(), "jpg");
    BufferedImage stored = Pictures.decode(plain, Pictures.MAX_PIXELS);
    BufferedImage turned = Pictures.decode(jpeg(plain, 6), Pictures.MAX_PIXELS);

    assertEquals(16, turned.getWidth());
    assertEquals(stored.getRGB(5, 3), turned.getRGB(12, 5));
    for (int odd : new int[] {0, 9, 70000}) {
      assertArrayEquals(
          Pictures.pixels(stored),
          Pictures.pixels(Pictures.decode(jpeg(plain, odd), Pictures.MAX_PIXELS)));
    }
  }

  private static BufferedImage noise() {
    return Pictures.of(32, 16, new java.util.Random(1).ints(32 * 16, 0, 1 << 24).toArray());
  }

  private static byte[] jpeg(byte[] plain, int orientation) {
    byte[] exif = exif(orientation);
    ByteBuffer segment = ByteBuffer.allocate(exif.length + 10).putShort((short) 0xffe1);
    segment.putShort((short) (exif.length + 8));
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
    return insert(plain, 2, segment.array());
  }

  private static byte[] cmyk(int... ink) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      raster.setPixel(i % 16, i / 16, ink);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] adobe(byte[] jpeg, int transform) {
    ByteBuffer segment = ByteBuffer.allocate(16).putShort((short) 0xffee).putShort((short) 14);
    segment.put("Adobe".getBytes(StandardCharsets.US_ASCII)).put(new byte[] {0, 100, 0, 0, 0, 0});
    return insert(jpeg, 2, segment.put((byte) transform).array());
  }

  private static void assertColour(int rgb, byte[] jpeg) {
    int pixel = Pictures.decode(jpeg, Pictures.MAX_PIXELS).getRGB(8, 8);
    for (int shift = 0; shift < 24; shift += 8) {
      assertEquals(rgb >> shift & 255, pixel >> shift & 255, 3, Integer.toHexString(pixel));
    }
  }

  /** Yellow paint and a fifth of black, as three kinds of programs store it. */
  @Test
  void printingColoursBecomeLight() throws IOException {
    assertColour(0xcccc00, cmyk(0, 0, 255, 51));
    assertColour(0xcccc00, adobe(cmyk(255, 255, 0, 204), 0));
    // Luma and chroma (BT.601) of blue: of what the stored values are short of 255.
    assertColour(0xcccc00, adobe(cmyk(29, 255, 107, 204), 2));
  }
}
