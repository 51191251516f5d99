package io.github.fpga.faces;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.adobe.AdobeJpegDirectory;
import com.drew.metadata.adobe.AdobeJpegReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * What Java's own readers do not look at in JPEG and PNG files. What is damaged here is taken for
 * absent: whether a picture can be read is the decoder's to say.
 *
 * @param orientation how the picture must be turned
 * @param channels of a JPEG: 4 are printing colours; 0 for other files
 * @param adobe the colour transform of an Adobe JPEG (0: none, 2: YCCK); -1 for other files
 */
record PictureHeader(Orientation orientation, int channels, int adobe) {

  private static final PictureHeader NONE = new PictureHeader(Orientation.AS_STORED, 0, -1);

  /**
   * Reads the header. The stream stands at its start before and after.
   *
   * @param format the reader's name of the format
   */
  static PictureHeader of(ImageInputStream in, String format) throws IOException {
    try {
      return switch (format.toLowerCase(Locale.ROOT)) {
        case "jpeg", "jpg" ->
            of(
                JpegMetadataReader.readMetadata(
                    stream(in),
                    List.of(new ExifReader(), new AdobeJpegReader(), new JpegReader())));
        case "png" -> of(pngMetadata(stream(in)));
        default -> NONE;
      };
    } catch (IOException | ImageProcessingException e) {
      return NONE;
    } finally {
      in.seek(0);
    }
  }

  private static PictureHeader of(Metadata metadata) {
    return new PictureHeader(
        number(metadata, ExifIFD0Directory.class, ExifIFD0Directory.TAG_ORIENTATION)
            .filter(value -> value >= 1 && value <= 8)
            .map(Orientation::new)
            .orElse(Orientation.AS_STORED),
        number(metadata, JpegDirectory.class, JpegDirectory.TAG_NUMBER_OF_COMPONENTS).orElse(0),
        number(metadata, AdobeJpegDirectory.class, AdobeJpegDirectory.TAG_COLOR_TRANSFORM)
            .orElse(-1));
  }

  private static <T extends Directory> Optional<Integer> number(
      Metadata metadata, Class<T> type, int tag) {
    return metadata.getDirectoriesOfType(type).stream()
        .map(directory -> directory.getInteger(tag))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Metadata pngMetadata(InputStream in) throws IOException, ImageProcessingException {
    Metadata metadata = new Metadata();
    Set<PngChunkType> wanted = Set.of(PngChunkType.eXIf);
    for (PngChunk chunk : new PngChunkReader().extract(chunks(in), wanted)) {
      new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
    }
    return metadata;
  }

  /** Takes memory for what is there, not for what a chunk says of its length: up to 2 GiB. */
  private static SequentialReader chunks(InputStream in) {
    return new StreamReader(in) {
      @Override
      public byte[] getBytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
          throw new EOFException("a chunk is cut short");
        }
        return bytes;
      }
    };
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
}
