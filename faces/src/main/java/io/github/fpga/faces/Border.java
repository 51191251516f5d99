package io.github.fpga.faces;

import org.bytedeco.opencv.global.opencv_core;

/** What lies outside a picture. */
public enum Border {
  /** Black. */
  ZERO(opencv_core.BORDER_CONSTANT),
  /** The nearest pixel of the edge. */
  EDGE(opencv_core.BORDER_REPLICATE),
  /** The picture mirrored at its edge, the edge pixel repeated: cba|abc|cba. */
  REFLECT(opencv_core.BORDER_REFLECT);

  private final int code;

  Border(int code) {
    this.code = code;
  }

  /** OpenCV's name for it. */
  int code() {
    return code;
  }

  /** The index within [0, size) that stands for any index, -1 for black. */
  int source(int index, int size) {
    if (index >= 0 && index < size) {
      return index;
    }
    return switch (this) {
      case ZERO -> -1;
      case EDGE -> index < 0 ? 0 : size - 1;
      case REFLECT -> {
        int folded = Math.floorMod(index, 2 * size);
        yield folded < size ? folded : 2 * size - 1 - folded;
      }
    };
  }
}
