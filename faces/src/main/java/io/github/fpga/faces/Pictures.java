package io.github.fpga.faces;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures of users: reading and writing files, and pixels as packed integers 0xRRGGBB. */
public final class Pictures {

  /** The most pixels that {@link #read(Path)} decodes: 40 megapixels, 160 MB once decoded. */
  public static final long MAX_PIXELS = 40_000_000;

  /**
   * More pixels than a byte can stand for: deflate packs at most 1032 bytes into one, of eight
   * pixels each in a two-colour PNG; GIF, JPEG and BMP pack less.
   */
  private static final long MAX_PIXELS_PER_BYTE = 1032 * 8;

  /** What messages call a picture without a file. */
  private static final String IN_MEMORY = "the picture";

  private Pictures() {}

  /**
   * Reads a picture file (PNG, JPEG, GIF, BMP) as TYPE_INT_RGB, transparency over white, turned
   * upright where the file notes how the camera was held (EXIF orientation); JPEGs in CMYK become
   * RGB without a profile.
   *
   * @throws IllegalArgumentException if the file is missing, not a picture, damaged, cut short or
   *     larger than {@link #MAX_PIXELS}; the size is checked before anything is decoded, also
   *     against the file's length, so that a few bytes cannot ask for much memory
   */
  public static BufferedImage read(Path file) {
    return read(file, MAX_PIXELS);
  }

  /** Like {@link #read(Path)} with a limit of one's own. */
  public static BufferedImage read(Path file, long maxPixels) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("no such picture file: " + file);
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      return decode(in, file, Files.size(file), maxPixels);
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  /** Decodes a picture file that is in memory, like {@link #read(Path, long)}. */
  public static BufferedImage decode(byte[] bytes, long maxPixels) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      return decode(in, IN_MEMORY, bytes.length, maxPixels);
    } catch (IOException | RuntimeException e) {
      throw unreadable(IN_MEMORY, e);
    }
  }

  /**
   * The size of a picture file that is in memory, upright as {@link #decode(byte[], long)} gives
   * it, from its header alone.
   *
   * @throws IllegalArgumentException if it is not a picture or its header is damaged
   */
  public static Dimension size(byte[] bytes) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = reader(IN_MEMORY, in);
      try {
        PictureHeader header = PictureHeader.of(in, reader.getFormatName());
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        return header.orientation().swapsSides()
            ? new Dimension(height, width)
            : new Dimension(width, height);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(IN_MEMORY, e);
    }
  }

  private static BufferedImage decode(
      ImageInputStream in, Object name, long fileBytes, long maxPixels) throws IOException {
    ImageReader reader = reader(name, in);
    try {
      PictureHeader header = PictureHeader.of(in, reader.getFormatName());
      reader.setInput(in, true, true);
      checkSize(name, reader.getWidth(0), reader.getHeight(0), fileBytes, maxPixels);
      return header.orientation().upright(rgb(decode(reader, header)));
    } finally {
      reader.dispose();
    }
  }

  private static IllegalArgumentException unreadable(Object name, Exception e) {
    if (e instanceof TooLargeException) {
      return new IllegalArgumentException(e.getMessage(), e);
    }
    return new IllegalArgumentException(
        "cannot read %s: it is damaged, cut short or not a picture (%s)"
            .formatted(name, e.getMessage()),
        e);
  }

  /**
   * Writes a PNG with text entries, whole or not at all; other characters than ASCII are kept
   * (iTXt). {@link #text(Path)} reads the entries back.
   *
   * @throws IllegalArgumentException if a key is not 1 to 79 printable ASCII characters
   */
  public static void writePng(Path file, BufferedImage image, Map<String, String> text)
      throws IOException {
    PngText.write(file, rgb(image), text);
  }

  /**
   * The text entries of a PNG, in the file's order; empty for other formats.
   *
   * @throws IllegalArgumentException if the file is missing, damaged or not a picture
   */
  public static Map<String, String> text(Path file) {
    return PngText.read(file);
  }

  /** The picture itself if it is TYPE_INT_RGB, otherwise a copy of that type, over white. */
  public static BufferedImage rgb(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    if (isGreyWithAlpha(image)) {
      return greyOverWhite(image);
    }
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = copy.createGraphics();
    try {
      graphics.drawImage(image, 0, 0, Color.WHITE, null);
    } finally {
      graphics.dispose();
    }
    return copy;
  }

  public static BufferedImage copy(BufferedImage image) {
    return of(image.getWidth(), image.getHeight(), pixels(image));
  }

  /** The pixels row by row as 0xRRGGBB, length width * height; the caller owns the array. */
  public static int[] pixels(BufferedImage image) {
    int[] pixels =
        (int[])
            rgb(image).getRaster().getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
    // Drawing leaves anything in the eight bits that TYPE_INT_RGB does not use.
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xffffff;
    }
    return pixels;
  }

  /**
   * A TYPE_INT_RGB picture of these pixels (copied), row by row as 0xRRGGBB.
   *
   * @throws IllegalArgumentException if the count does not fit
   */
  public static BufferedImage of(int width, int height, int[] pixels) {
    if (width < 1 || height < 1 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d pixels cannot make a picture of %dx%d".formatted(pixels.length, width, height));
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    return image;
  }

  static ImageReader reader(Object name, ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
    if (readers == null || !readers.hasNext()) {
      throw new IOException("the format of %s is not known".formatted(name));
    }
    return readers.next();
  }

  private static void checkSize(Object name, int width, int height, long fileBytes, long maxPixels)
      throws IOException {
    long pixels = (long) width * height;
    if (pixels > maxPixels) {
      throw new TooLargeException(
          "%s is too large: %dx%d pixels, the limit is %.1f megapixels"
              .formatted(name, width, height, maxPixels / 1e6));
    }
    if (pixels / MAX_PIXELS_PER_BYTE > fileBytes) {
      throw new IOException(
          "%d bytes cannot hold %dx%d pixels".formatted(fileBytes, width, height));
    }
  }

  /** The first picture; a JPEG that ends early is only a warning to the reader, but not to us. */
  private static BufferedImage decode(ImageReader reader, PictureHeader header) throws IOException {
    AtomicReference<String> cut = new AtomicReference<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          String words = warning.toLowerCase(Locale.ROOT);
          if (words.contains("premature end") || words.contains("truncated")) {
            cut.set(warning);
          }
        });
    BufferedImage image = header.channels() == 4 ? cmyk(reader, header) : reader.read(0);
    if (cut.get() != null) {
      throw new IOException(cut.get());
    }
    return image;
  }

  /** Java's JPEG reader takes four printing colours for something else, or for nothing. */
  private static BufferedImage cmyk(ImageReader reader, PictureHeader header) throws IOException {
    Raster raster = reader.readRaster(0, null);
    if (raster.getNumBands() != 4) {
      throw new IOException("its %d colour channels are not known".formatted(raster.getNumBands()));
    }
    return PictureColours.cmyk(raster, header.adobe());
  }

  private static boolean isGreyWithAlpha(BufferedImage image) {
    return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && image.getRaster().getNumBands() == 2
        && image.getRaster().getTransferType() <= DataBuffer.TYPE_USHORT;
  }

  /** Java takes such greys for linear light and would brighten them. */
  private static BufferedImage greyOverWhite(BufferedImage image) {
    Raster raster = image.getRaster();
    int[] samples = raster.getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    double max = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    int[] pixels = new int[samples.length / 2];
    for (int i = 0; i < pixels.length; i++) {
      double alpha = samples[2 * i + 1] / max;
      int grey = (int) Math.round(255 * (alpha * samples[2 * i] / max + 1 - alpha));
      pixels[i] = grey * 0x010101;
    }
    return of(image.getWidth(), image.getHeight(), pixels);
  }

  /** Told apart from the decoders' own exceptions. */
  private static final class TooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
      super(message);
    }
  }
}
