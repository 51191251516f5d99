package io.github.fpga.models.mgmica;

import java.util.LinkedHashSet;
import java.util.Set;

/** The size of a layer's query grid. */
record Grid(int height, int width) {

  /** The grids of a denoiser: each level halves the one before, rounding up. */
  static Set<Grid> of(int latentHeight, int latentWidth, int levels) {
    Set<Grid> grids = new LinkedHashSet<>();
    int height = latentHeight;
    int width = latentWidth;
    for (int i = 0; i < levels; i++) {
      grids.add(new Grid(height, width));
      height = (height + 1) / 2;
      width = (width + 1) / 2;
    }
    return grids;
  }
}
