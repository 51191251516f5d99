package io.github.fpga.pipelines.run;

import java.awt.image.BufferedImage;
import java.util.Map;

/** A finished picture and how it came to be. */
public interface Rendered {

  /** TYPE_INT_RGB; the caller's own. */
  BufferedImage image();

  Provenance provenance();

  /** Where the time went. */
  StageTimes times();

  /** The text entries to write into the picture's PNG. */
  default Map<String, String> pngText() {
    return provenance().toText();
  }
}
