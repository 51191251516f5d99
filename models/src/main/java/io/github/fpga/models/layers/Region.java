package io.github.fpga.models.layers;

import org.bytedeco.pytorch.Tensor;

/** A part of a picture as layers see it: how far each of their cells belongs to it, in [0, 1]. */
public interface Region {

  /** On a map of some size: (B or 1, 1, height, width). */
  Tensor onMap(long height, long width);

  /** On the tokens of a map: (B or 1, cells, 1), row by row. */
  Tensor onTokens(long cells);
}
