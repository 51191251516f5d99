package io.github.fpga.cli.run;

import io.github.fpga.pipelines.run.Provenance;
import java.awt.image.BufferedImage;
import java.util.Map;

/** A picture made without the networks of a studio, with what its PNG says. */
public record Drawn(BufferedImage image, Provenance provenance) {

  public Map<String, String> pngText() {
    return provenance.toText();
  }
}
