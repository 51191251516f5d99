package io.github.fpga.pipelines.sets;

import java.util.Locale;

/** The architecture of a set's networks. */
public enum SetFamily {
  /** Stable Diffusion 1.x. */
  SD15,
  /** Stable Diffusion XL. */
  SDXL,
  /** Face models only, which sets of any architecture may be bound to. */
  FACES;

  /** As it is written in a set, such as {@code sd15}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
