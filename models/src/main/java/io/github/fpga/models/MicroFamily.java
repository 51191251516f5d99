package io.github.fpga.models;

import io.github.fpga.models.vae.AutoencoderKlConfig;
import java.util.List;

/** The shapes of the networks of the bundled micro family. */
public final class MicroFamily {

  private MicroFamily() {}

  /** Eightfold down-sampling to four channels; widths are cheap where pictures are large. */
  public static AutoencoderKlConfig autoencoder() {
    return new AutoencoderKlConfig(3, 3, 4, List.of(16, 32, 64, 128), 1, 8, 1.0);
  }
}
