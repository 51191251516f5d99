package io.github.fpga.pipelines.diir;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.fpga.faces.Pictures;
import io.github.fpga.tensor.Checksums;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A picture to work on.
 *
 * @param image never written to
 * @param path the file it was read from, as given; null for a picture in memory, whose results
 *     cannot be made again from their provenance alone
 * @param sha256 of the file; null for a picture in memory
 * @param text the PNG text of the file, kept in results
 */
@JsonSerialize(using = PictureJson.Writer.class)
@JsonDeserialize(using = PictureJson.Reader.class)
public record InputPicture(
    BufferedImage image, String path, String sha256, Map<String, String> text) {

  /** Copies the map; the picture becomes TYPE_INT_RGB. */
  public InputPicture {
    image = Pictures.rgb(image);
    text = Collections.unmodifiableMap(new LinkedHashMap<>(text));
  }

  /** A picture in memory. */
  public static InputPicture of(BufferedImage image) {
    return new InputPicture(image, null, null, Map.of());
  }

  /**
   * Reads a picture file.
   *
   * @throws IllegalArgumentException where it is missing, damaged or too large
   */
  public static InputPicture read(Path file) {
    BufferedImage image = Pictures.read(file);
    return new InputPicture(image, file.toString(), Checksums.sha256(file), Pictures.text(file));
  }
}
