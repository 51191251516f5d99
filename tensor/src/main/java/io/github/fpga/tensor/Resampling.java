package io.github.fpga.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Change of a picture's size as Pillow does it, on which the public models' preprocessing rests:
 * antialiased (a smaller picture averages over more pixels), rows first, rounded to 8 bits after
 * each direction.
 */
public enum Resampling {

  /** Keys' cubic with a = -0.5. */
  BICUBIC(2) {
    @Override
    double kernel(double x) {
      double a = -0.5;
      if (x < 1) {
        return ((a + 2) * x - (a + 3)) * x * x + 1;
      }
      return (((x - 5) * x + 8) * x - 4) * a;
    }
  },

  /** The sinc windowed by its own first three lobes. */
  LANCZOS(3) {
    @Override
    double kernel(double x) {
      return sinc(x) * sinc(x / 3);
    }
  };

  /** Pillow's weights are multiples of its inverse. */
  private static final double PRECISION = 1 << 22;

  private final double support;

  Resampling(double support) {
    this.support = support;
  }

  /** The filter at a distance from 0 to below its support. */
  abstract double kernel(double x);

  /**
   * Pictures in another size.
   *
   * @param levels_BCHW 0 to 255, any type
   * @return (B, C, height, width), fp32, whole numbers from 0 to 255
   */
  public Tensor resize(Tensor levels_BCHW, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("no size: %d x %d".formatted(height, width));
    }
    // Sums of 8-bit levels and 22-bit weights are exact in double, so they round as Pillow's do.
    Tensor x = levels_BCHW.to(ScalarType.Double);
    int oldWidth = (int) x.size(3);
    int oldHeight = (int) x.size(2);
    x = width == oldWidth ? x : rounded(x.matmul(weights(oldWidth, width).transpose(0, 1)));
    x = height == oldHeight ? x : rounded(weights(oldHeight, height).matmul(x));
    return x.to(ScalarType.Float);
  }

  /** How much each old pixel counts in each new one: (to, from), every row's sum about 1. */
  private Tensor weights(int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(1, scale);
    double[] weights = new double[Math.multiplyExact(to, from)];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support * stretch + 0.5));
      int end = Math.min(from, (int) (centre + support * stretch + 0.5));
      double sum = 0;
      double[] row = new double[end - first];
      for (int j = first; j < end; j++) {
        double distance = Math.abs(j + 0.5 - centre) / stretch;
        row[j - first] = distance < support ? kernel(distance) : 0;
        sum += row[j - first];
      }
      for (int j = first; j < end; j++) {
        weights[i * from + j] = Math.rint(row[j - first] / sum * PRECISION) / PRECISION;
      }
    }
    return Tensors.of(weights, to, from);
  }

  private static Tensor rounded(Tensor x) {
    try (Scalar darkest = new Scalar(0);
        Scalar brightest = new Scalar(255)) {
      return Tensors.add(x, 0.5).floor().clamp_min(darkest).clamp_max(brightest);
    }
  }

  private static double sinc(double x) {
    double angle = Math.PI * x;
    return angle == 0 ? 1 : Math.sin(angle) / angle;
  }
}
