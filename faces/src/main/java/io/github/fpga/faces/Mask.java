package io.github.fpga.faces;

import java.util.Arrays;

/**
 * A soft selection of pixels.
 *
 * @param alpha height x width, row-major, each in [0, 1]
 */
public record Mask(int width, int height, float[] alpha) {

  public Mask {
    if (width < 1 || height < 1 || alpha.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d values cannot make a mask of %dx%d".formatted(alpha.length, width, height));
    }
    alpha = alpha.clone();
    for (float value : alpha) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("mask values must be in [0, 1], got " + value);
      }
    }
  }

  @Override
  public float[] alpha() {
    return alpha.clone();
  }

  public float at(int x, int y) {
    return alpha[y * width + x];
  }

  /** The mean value. */
  public double coverage() {
    double sum = 0;
    for (float value : alpha) {
      sum += value;
    }
    return sum / alpha.length;
  }

  /**
   * The mean over the cells of a coarser grid, such as a network's query grid; a pixel on the
   * border of two cells counts for both by its shares, so the mean value stays the same.
   *
   * @return gridHeight x gridWidth, row-major, each in [0, 1]
   */
  public float[] downsample(int gridHeight, int gridWidth) {
    if (gridHeight < 1 || gridWidth < 1) {
      throw new IllegalArgumentException(
          "a grid needs a positive size, got %dx%d".formatted(gridHeight, gridWidth));
    }
    double[] rows = new double[gridHeight * width];
    accumulate(
        height,
        gridHeight,
        (y, cell, share) -> {
          for (int x = 0; x < width; x++) {
            rows[cell * width + x] += share * alpha[y * width + x];
          }
        });
    double[] cells = new double[gridHeight * gridWidth];
    accumulate(
        width,
        gridWidth,
        (x, cell, share) -> {
          for (int row = 0; row < gridHeight; row++) {
            cells[row * gridWidth + cell] += share * rows[row * width + x];
          }
        });
    float[] result = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      result[i] = (float) Math.min(1, cells[i]);
    }
    return result;
  }

  private interface Share {
    void add(int index, int cell, double share);
  }

  /** Calls back with what share of each cell each index covers. */
  private static void accumulate(int size, int cells, Share share) {
    for (int cell = 0; cell < cells; cell++) {
      double from = (double) cell * size / cells;
      double to = (double) (cell + 1) * size / cells;
      for (int i = (int) from; i < Math.min(size, Math.ceil(to)); i++) {
        double common = Math.min(to, i + 1) - Math.max(from, i);
        if (common > 0) {
          share.add(i, cell, common / (to - from));
        }
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask that
        && width == that.width
        && height == that.height
        && Arrays.equals(alpha, that.alpha);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(alpha);
  }

  @Override
  public String toString() {
    return "Mask[%dx%d]".formatted(width, height);
  }
}
