package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

  @TempDir Path folder;

  @Test
  void pngAndItsTextComeBack() throws IOException {
    BufferedImage image = SampleFaces.noise(23, 17, 3);
    Map<String, String> text = new LinkedHashMap<>();
    text.put("parameters", "a portrait, seed 7\nsecond line");
    text.put("prompt", "Zoë & 山田 – 😀 \"quoted\" <tag>");
    text.put("empty", "");
    Path file = folder.resolve("new folder/ünï.png");
    Pictures.writePng(file, image, text);
    assertArrayEquals(Pictures.pixels(image), Pictures.pixels(Pictures.read(file)));
    assertEquals(text, Pictures.text(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count(), "nothing but the picture remains");
    }
  }

  @Test
  void noTextIsNoText() throws IOException {
    Path png = folder.resolve("a.png");
    Pictures.writePng(png, SampleFaces.noise(4, 4, 1), Map.of());
    assertEquals(Map.of(), Pictures.text(png));
    assertEquals(Map.of(), Pictures.text(write("jpg", SampleFaces.noise(4, 4, 1))));
  }

  @Test
  void badKeysAreRefused() {
    BufferedImage image = SampleFaces.noise(4, 4, 1);
    for (String key : new String[] {"", " a", "ü", "a\nb", "k".repeat(80)}) {
      Path file = folder.resolve("x.png");
      assertThrows(
          IllegalArgumentException.class,
          () -> Pictures.writePng(file, image, Map.of(key, "value")));
      assertTrue(Files.notExists(file));
    }
  }

  @Test
  void picturesInMemoryAreReadLikeFiles() throws IOException {
    byte[] bytes = Files.readAllBytes(write("png", SampleFaces.noise(40, 30, 1)));
    assertEquals(new Dimension(40, 30), Pictures.size(bytes));
    assertArrayEquals(
        Pictures.pixels(SampleFaces.noise(40, 30, 1)),
        Pictures.pixels(Pictures.decode(bytes, Pictures.MAX_PIXELS)));
    assertTrue(refusal(() -> Pictures.decode(bytes, 1199)).contains("is too large: 40x30"));
    byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
    assertEquals(new Dimension(40, 30), Pictures.size(cut));
    assertTrue(refusal(() -> Pictures.decode(cut, 9999)).contains("cut short"));
    assertTrue(refusal(() -> Pictures.size(new byte[9])).contains("the format of the picture"));
  }

  private static String refusal(Runnable work) {
    return assertThrows(IllegalArgumentException.class, work::run).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
  void formats(String format) throws IOException {
    BufferedImage read = Pictures.read(write(format, SampleFaces.smooth(40, 30)));
    assertEquals(BufferedImage.TYPE_INT_RGB, read.getType());
    assertEquals(40, read.getWidth());
    assertEquals(30, read.getHeight());
  }

  @Test
  void transparencyIsWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00123456);
    image.setRGB(1, 0, 0x80000000);
    int[] pixels = Pictures.pixels(Pictures.read(write("png", image)));
    assertEquals(0xffffff, pixels[0]);
    assertEquals(127, pixels[1] & 255, 1);
  }

  @Test
  void greysKeepTheirValues() throws IOException {
    BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      grey.getRaster().setSample(x, 0, 0, x);
      deep.getRaster().setSample(x, 0, 0, x * 257);
    }
    int[] greyPixels = Pictures.pixels(Pictures.read(write("png", grey)));
    int[] deepPixels = Pictures.pixels(Pictures.read(write("png", deep)));
    for (int x = 0; x < 256; x++) {
      assertEquals(x * 0x010101, greyPixels[x]);
      assertEquals(x * 0x010101, deepPixels[x]);
    }
  }

  @Test
  void greyWithAlphaKeepsItsValues() {
    WritableRaster raster =
        java.awt.image.Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, 2, 1, 2, null);
    raster.setPixel(0, 0, new int[] {100, 255});
    raster.setPixel(1, 0, new int[] {100, 0});
    var model =
        new java.awt.image.ComponentColorModel(
            java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_GRAY),
            true,
            false,
            java.awt.Transparency.TRANSLUCENT,
            java.awt.image.DataBuffer.TYPE_BYTE);
    int[] pixels = Pictures.pixels(new BufferedImage(model, raster, false, null));
    assertArrayEquals(new int[] {0x646464, 0xffffff}, pixels);
  }

  @Test
  void hugePicturesAreRefusedBeforeDecoding() throws IOException {
    Path bomb = folder.resolve("bomb.png");
    Files.write(bomb, pngHeader(50_000, 50_000));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Pictures.read(bomb)).getMessage();
    assertTrue(message.contains("bomb.png"), message);
    assertTrue(message.contains("50000x50000"), message);
    assertTrue(message.contains("40.0 megapixels"), message);
    Path small = write("png", SampleFaces.noise(20, 20, 1));
    assertThrows(IllegalArgumentException.class, () -> Pictures.read(small, 399));
    assertEquals(20, Pictures.read(small, 400).getWidth());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
  void cutShort(String format) throws IOException {
    byte[] bytes = Files.readAllBytes(write(format, SampleFaces.noise(64, 64, 5)));
    for (double share : new double[] {0.01, 0.3, 0.7, 0.9}) {
      Path cut = folder.resolve("cut." + format);
      Files.write(cut, Arrays.copyOf(bytes, (int) (bytes.length * share)));
      assertUnreadable(cut);
    }
  }

  /** As after a transfer that was cut and closed again. */
  @Test
  void aJpegWithTooLittleDataBeforeItsEnd() throws IOException {
    byte[] bytes = Files.readAllBytes(write("jpg", SampleFaces.noise(64, 64, 5)));
    byte[] closed = Arrays.copyOf(bytes, bytes.length / 2);
    closed[closed.length - 2] = (byte) 0xff;
    closed[closed.length - 1] = (byte) 0xd9;
    Path file = folder.resolve("closed.jpg");
    Files.write(file, closed);
    assertUnreadable(file);
  }

  @Test
  void notPictures() throws IOException {
    Path text = folder.resolve("text.png");
    Files.writeString(text, "this is no picture");
    assertUnreadable(text);
    Path empty = folder.resolve("empty.jpg");
    Files.write(empty, new byte[0]);
    assertUnreadable(empty);
    assertUnreadable(folder.resolve("missing.png"));
    assertUnreadable(folder);
  }

  @Test
  void pixelsMustFit() {
    assertThrows(IllegalArgumentException.class, () -> Pictures.of(2, 2, new int[3]));
    assertThrows(IllegalArgumentException.class, () -> Pictures.of(0, 0, new int[0]));
  }

  @Test
  void aPartOfAPictureHasItsOwnPixels() {
    BufferedImage image = SampleFaces.noise(10, 10, 2);
    BufferedImage part = image.getSubimage(3, 4, 5, 2);
    assertArrayEquals(
        Pictures.pixels(Warps.window(image, 3, 4, 5, 2, Border.ZERO)), Pictures.pixels(part));
  }

  private static void assertUnreadable(Path file) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Pictures.read(file), file::toString)
            .getMessage();
    assertTrue(message.contains(file.toString()), message);
    assertThrows(IllegalArgumentException.class, () -> Pictures.text(file.resolveSibling("no")));
  }

  private Path write(String format, BufferedImage image) throws IOException {
    Path file = folder.resolve("picture." + format);
    assertTrue(ImageIO.write(image, format, file.toFile()));
    return file;
  }

  /** A PNG that ends after promising a size. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(header);
    data.write("IHDR".getBytes(StandardCharsets.US_ASCII));
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(file);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    out.writeInt(13);
    out.write(header.toByteArray());
    out.writeInt((int) crc.getValue());
    return file.toByteArray();
  }
}
