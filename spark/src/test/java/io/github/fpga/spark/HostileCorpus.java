package io.github.fpga.spark;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stage.Reason;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

/** Damaged, hostile and odd files, each with what has to become of it. */
final class HostileCorpus {

  private static final String ACCEPTED = "accepted";

  /** For each file the reason of its rejection, or {@value #ACCEPTED}. */
  private final Map<String, String> expected = new TreeMap<>();

  private final Path folder;

  private HostileCorpus(Path folder) {
    this.folder = folder;
  }

  /** Writes the files and returns what is expected of each. */
  static Map<String, String> write(Path folder) throws IOException {
    HostileCorpus corpus = new HostileCorpus(Files.createDirectories(folder));
    corpus.oddButGood();
    corpus.noPictures();
    corpus.wrongSizes();
    corpus.damaged();
    return corpus.expected;
  }

  private void put(String name, byte[] bytes, Object outcome) throws IOException {
    Files.write(folder.resolve(name), bytes);
    expected.put(name, outcome.toString());
  }

  /** Pictures of different people, so that none is another one's duplicate. */
  private static BufferedImage portrait(int index) throws IOException {
    PictureRecord record = Corpus.picture(3 * index + 1);
    return ImageIO.read(new ByteArrayInputStream(record.image().bytes()));
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer for " + format);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage as(BufferedImage image, int type) {
    BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
    Graphics2D graphics = copy.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return copy;
  }

  private void oddButGood() throws IOException {
    put("grey.png", encoded(as(portrait(0), BufferedImage.TYPE_BYTE_GRAY), "png"), ACCEPTED);
    put("deep grey.png", encoded(as(portrait(1), BufferedImage.TYPE_USHORT_GRAY), "png"), ACCEPTED);
    put("sixteen bits.png", encoded(deep(portrait(2)), "png"), ACCEPTED);
    put("with alpha.png", encoded(as(portrait(3), BufferedImage.TYPE_INT_ARGB), "png"), ACCEPTED);
    put("palette.gif", encoded(portrait(4), "gif"), ACCEPTED);
    put("animated.gif", animated(portrait(5), portrait(6)), ACCEPTED);
    put("bitmap.bmp", encoded(portrait(7), "bmp"), ACCEPTED);
    put("cmyk.jpg", cmyk(portrait(8)), ACCEPTED);
    put("lying.jpg", lying(portrait(9)), ACCEPTED);
    put("png named.jpg", encoded(portrait(10), "png"), ACCEPTED);
    put("más raro ☃:%20.png", encoded(portrait(11), "png"), ACCEPTED);
    put("UPPER.PNG", encoded(portrait(12), "png"), ACCEPTED);
    byte[] trailed = encoded(portrait(13), "png");
    put("with a tail.png", Arrays.copyOf(trailed, trailed.length + 999), ACCEPTED);
  }

  private void noPictures() throws IOException {
    put("text.png", "I am no picture".getBytes(StandardCharsets.UTF_8), Reason.NOT_A_PICTURE);
    put("page.jpg", "<html></html>".getBytes(StandardCharsets.UTF_8), Reason.NOT_A_PICTURE);
    put("empty.png", new byte[0], Reason.NOT_A_PICTURE);
    put("one byte.gif", new byte[] {'G'}, Reason.NOT_A_PICTURE);
    put("zeros.bmp", new byte[5000], Reason.NOT_A_PICTURE);
    put("magic only.png", Arrays.copyOf(encoded(portrait(0), "png"), 8), Reason.NOT_A_PICTURE);
    put("magic only.jpg", new byte[] {-1, -40, -1, -32}, Reason.NOT_A_PICTURE);
    put(
        "webp.webp",
        "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.US_ASCII),
        Reason.NOT_A_PICTURE);
    put("tiff.tif", "II*\0".getBytes(StandardCharsets.US_ASCII), Reason.NOT_A_PICTURE);
    put("program.png", new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}, Reason.NOT_A_PICTURE);
  }

  private void wrongSizes() throws IOException {
    put(
        "dot.png",
        encoded(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png"),
        Reason.TOO_SMALL);
    put(
        "line.jpg",
        encoded(new BufferedImage(400, 1, BufferedImage.TYPE_INT_RGB), "jpg"),
        Reason.TOO_SMALL);
    put("bomb.png", bomb(60_000, 60_000), Reason.TOO_MANY_PIXELS);
    put("largest.png", bomb(Integer.MAX_VALUE, Integer.MAX_VALUE), Reason.TOO_MANY_PIXELS);
    put(
        "heavy.bmp",
        encoded(new BufferedImage(2000, 2000, BufferedImage.TYPE_3BYTE_BGR), "bmp"),
        Reason.TOO_MANY_BYTES);
    put(
        "flat.png",
        encoded(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB), "png"),
        Reason.TOO_FEW_FACES);
  }

  private void damaged() throws IOException {
    byte[] png = encoded(portrait(14), "png");
    byte[] jpeg = encoded(portrait(15), "jpg");
    byte[] gif = encoded(portrait(16), "gif");
    for (int percent : new int[] {30, 60, 90}) {
      put(
          "cut %d.png".formatted(percent),
          Arrays.copyOf(png, png.length * percent / 100),
          Reason.DAMAGED);
      put(
          "cut %d.jpg".formatted(percent),
          Arrays.copyOf(jpeg, jpeg.length * percent / 100),
          Reason.DAMAGED);
    }
    put("cut.gif", Arrays.copyOf(gif, gif.length / 2), Reason.DAMAGED);
    byte[] holed = png.clone();
    Arrays.fill(holed, holed.length / 2, holed.length / 2 + 300, (byte) 0);
    put("holed.png", holed, Reason.DAMAGED);
  }

  private static BufferedImage deep(BufferedImage image) {
    java.awt.color.ColorSpace rgb =
        java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB);
    var model =
        new java.awt.image.ComponentColorModel(
            rgb, false, false, BufferedImage.OPAQUE, java.awt.image.DataBuffer.TYPE_USHORT);
    WritableRaster raster =
        model.createCompatibleWritableRaster(image.getWidth(), image.getHeight());
    int[] samples =
        image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    raster.setPixels(
        0,
        0,
        image.getWidth(),
        image.getHeight(),
        Arrays.stream(samples).map(v -> v * 257).toArray());
    return new BufferedImage(model, raster, false, null);
  }

  private static byte[] animated(BufferedImage... frames) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] cmyk(BufferedImage image) throws IOException {
    int width = image.getWidth();
    WritableRaster ink = Raster.createInterleavedRaster(0, width, image.getHeight(), 4, null);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        ink.setPixel(
            x,
            y,
            new int[] {255 - (rgb >> 16 & 255), 255 - (rgb >> 8 & 255), 255 - (rgb & 255), 0});
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(ink, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Stored on its side, with a note to turn it to the right. */
  private static byte[] lying(BufferedImage image) throws IOException {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage left = new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        left.setRGB(y, width - 1 - x, image.getRGB(x, y));
      }
    }
    byte[] jpeg = encoded(left, "jpg");
    ByteBuffer segment = ByteBuffer.allocate(36).putShort((short) 0xffe1).putShort((short) 34);
    segment.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    segment.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    segment.putShort((short) 6);
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(segment.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A PNG of a few bytes that says it is huge. */
  private static byte[] bomb(int width, int height) throws IOException {
    byte[] png = encoded(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    return png;
  }
}
