package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int RED = 0xff0000;
  private static final int GREEN = 0x00ff00;
  private static final int BLUE = 0x0000ff;
  private static final int YELLOW = 0xffff00;

  @TempDir Path folder;

  /** EXIF's own table: which visual side the first stored row and the first stored column are. */
  @ParameterizedTest
  @CsvSource({
    "1, top, left",
    "2, top, right",
    "3, bottom, right",
    "4, bottom, left",
    "5, left, top",
    "6, right, top",
    "7, right, bottom",
    "8, left, bottom"
  })
  void everyOrientationIsTurnedUpright(int exif, String firstRow, String firstColumn)
      throws IOException {
    Path jpeg = folder.resolve("photo.jpg");
    Files.write(jpeg, withExif(encoded("jpg"), exif(exif)));
    BufferedImage upright = Pictures.read(jpeg);
    boolean rowIsSide = firstRow.equals("left") || firstRow.equals("right");
    assertEquals(rowIsSide ? HEIGHT : WIDTH, upright.getWidth());
    assertEquals(rowIsSide ? WIDTH : HEIGHT, upright.getHeight());
    // In the stored picture the first rows are red, the first columns below them green.
    assertColour(RED, upright, firstRow);
    assertColour(GREEN, upright, firstColumn);
    assertEquals(
        new Dimension(upright.getWidth(), upright.getHeight()),
        Pictures.size(Files.readAllBytes(jpeg)));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void pngsToo(int exif) throws IOException {
    byte[] png = encoded("png");
    int[] expected = Pictures.pixels(new Orientation(exif).upright(picture()));
    byte[] bytes = withChunk(png, exif(exif));
    assertArrayEquals(expected, Pictures.pixels(Pictures.decode(bytes, Pictures.MAX_PIXELS)));
  }

  @Test
  void noPixelIsLost() {
    BufferedImage image = SampleFaces.noise(7, 5, 4);
    int[] sorted = Pictures.pixels(image);
    Arrays.sort(sorted);
    for (int exif = 1; exif <= 8; exif++) {
      int[] turned = Pictures.pixels(new Orientation(exif).upright(image));
      Arrays.sort(turned);
      assertArrayEquals(sorted, turned, "orientation " + exif);
    }
  }

  @Test
  void withoutAUsableNoteAPictureIsReadAsStored() throws IOException {
    byte[] jpeg = encoded("jpg");
    int[] stored = Pictures.pixels(Pictures.decode(jpeg, Pictures.MAX_PIXELS));
    byte[] cut = Arrays.copyOf(exif(6), 14);
    byte[] noTiff = exif(6);
    noTiff[0] = 0;
    for (byte[] note : new byte[][] {exif(0), exif(9), exif(0xffff), cut, noTiff, new byte[0]}) {
      BufferedImage read = Pictures.decode(withExif(jpeg, note), Pictures.MAX_PIXELS);
      assertArrayEquals(stored, Pictures.pixels(read));
    }
    assertThrows(IllegalArgumentException.class, () -> new Orientation(9));
  }

  /** The middle of one side of the picture. */
  private static void assertColour(int rgb, BufferedImage image, String side) {
    int x = image.getWidth() / 2;
    int y = image.getHeight() / 2;
    int found =
        switch (side) {
          case "left" -> image.getRGB(4, y);
          case "right" -> image.getRGB(image.getWidth() - 5, y);
          case "top" -> image.getRGB(x, 4);
          default -> image.getRGB(x, image.getHeight() - 5);
        };
    for (int shift = 0; shift <= 16; shift += 8) {
      assertEquals(rgb >> shift & 255, found >> shift & 255, 24, side);
    }
  }

  /** Red above green on the left, blue on the right, yellow below; no two sides alike. */
  private static BufferedImage picture() {
    int[] pixels = new int[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      pixels[i] = y < 16 ? RED : y >= 32 && x >= 16 ? YELLOW : x < 16 ? GREEN : BLUE;
    }
    return Pictures.of(WIDTH, HEIGHT, pixels);
  }

  private static byte[] encoded(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(picture(), format, bytes));
    return bytes.toByteArray();
  }

  /** A TIFF header with one directory of one entry: orientation. */
  private static byte[] exif(int orientation) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("MM");
    out.writeShort(42);
    out.writeInt(8);
    out.writeShort(1);
    out.writeShort(0x0112);
    out.writeShort(3);
    out.writeInt(1);
    out.writeShort(orientation);
    out.writeShort(0);
    out.writeInt(0);
    return bytes.toByteArray();
  }

  /** An APP1 segment after the start of the JPEG. */
  private static byte[] withExif(byte[] jpeg, byte[] tiff) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(jpeg, 0, 2);
    out.writeShort(0xffe1);
    out.writeShort(2 + 6 + tiff.length);
    out.writeBytes("Exif\0\0");
    out.write(tiff);
    out.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  /** An eXIf chunk after the header of the PNG. */
  private static byte[] withChunk(byte[] png, byte[] tiff) throws IOException {
    int header = 8 + 25;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(png, 0, header);
    CRC32 crc = new CRC32();
    crc.update("eXIf".getBytes(StandardCharsets.US_ASCII));
    crc.update(tiff);
    out.writeInt(tiff.length);
    out.writeBytes("eXIf");
    out.write(tiff);
    out.writeInt((int) crc.getValue());
    out.write(png, header, png.length - header);
    return bytes.toByteArray();
  }
}
