package io.github.fpga.faces;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * How a stored picture must be turned to stand upright, by EXIF's numbers from 1 (as stored) to 8.
 * Cameras store the sensor's rows and only note how they were held.
 *
 * @param exif the value of EXIF tag 0x0112, see the EXIF 2.32 standard, section 4.6.4
 */
record Orientation(int exif) {

  static final Orientation AS_STORED = new Orientation(1);

  Orientation {
    if (exif < 1 || exif > 8) {
      throw new IllegalArgumentException("EXIF knows the orientations 1 to 8, got " + exif);
    }
  }

  /**
   * The orientation a JPEG or PNG file notes, as stored where it notes none, and for other formats.
   * Damaged notes count as none: the picture itself may be whole. The stream stands at its start
   * before and after.
   *
   * @param format the reader's name of the format
   */
  static Orientation of(ImageInputStream in, String format) throws IOException {
    try {
      return switch (format.toLowerCase(Locale.ROOT)) {
        case "jpeg", "jpg" ->
            noted(JpegMetadataReader.readMetadata(stream(in), List.of(new ExifReader())));
        case "png" -> noted(pngMetadata(stream(in)));
        default -> AS_STORED;
      };
    } catch (IOException | ImageProcessingException e) {
      return AS_STORED;
    } finally {
      in.seek(0);
    }
  }

  private static Orientation noted(Metadata metadata) {
    return metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
        .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
        .filter(value -> value != null && value >= 1 && value <= 8)
        .findFirst()
        .map(Orientation::new)
        .orElse(AS_STORED);
  }

  private static Metadata pngMetadata(InputStream in) throws IOException, ImageProcessingException {
    Metadata metadata = new Metadata();
    Set<PngChunkType> wanted = Set.of(PngChunkType.eXIf);
    for (PngChunk chunk : new PngChunkReader().extract(new StreamReader(in), wanted)) {
      new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
    }
    return metadata;
  }

  /** Reads from the current position and leaves the picture's stream open. */
  private static InputStream stream(ImageInputStream in) {
    return new BufferedInputStream(
        new InputStream() {
          @Override
          public int read() throws IOException {
            return in.read();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
          }
        });
  }

  /** Whether width and height change places. */
  boolean swapsSides() {
    return exif >= 5;
  }

  /** The picture standing upright; itself where it already does. */
  BufferedImage upright(BufferedImage image) {
    if (exif == 1) {
      return image;
    }
    int storedWidth = image.getWidth();
    int storedHeight = image.getHeight();
    int width = swapsSides() ? storedHeight : storedWidth;
    int height = swapsSides() ? storedWidth : storedHeight;
    int[] stored = Pictures.pixels(image);
    int[] pixels = new int[stored.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swapsSides() ? y : x;
        int row = swapsSides() ? x : y;
        if (exif == 2 || exif == 3 || exif == 7 || exif == 8) {
          column = storedWidth - 1 - column;
        }
        if (exif == 3 || exif == 4 || exif == 6 || exif == 7) {
          row = storedHeight - 1 - row;
        }
        pixels[y * width + x] = stored[row * storedWidth + column];
      }
    }
    return Pictures.of(width, height, pixels);
  }
}
