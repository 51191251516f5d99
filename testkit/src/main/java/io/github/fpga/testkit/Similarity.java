package io.github.fpga.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Asserts that tensors agree, saying where and how much they do not. */
public final class Similarity {

  private Similarity() {}

  /**
   * Asserts the same shape and {@code |actual - expected| <= atol + rtol * |expected|} everywhere.
   */
  public static void assertClose(
      String what, Tensor expected, Tensor actual, double atol, double rtol) {
    long[] shape = Shapes.of(expected);
    if (!Arrays.equals(shape, Shapes.of(actual))) {
      fail(
          "%s: expected shape %s, got %s"
              .formatted(what, Arrays.toString(shape), Arrays.toString(Shapes.of(actual))));
    }
    double[] a = doubles(actual);
    double[] b = doubles(expected);
    int beyond = 0;
    int worst = 0;
    double worstError = -1;
    for (int i = 0; i < a.length; i++) {
      // Equal infinities agree; a NaN agrees with nothing.
      double error = a[i] == b[i] ? 0 : Math.abs(a[i] - b[i]);
      if (!(error <= atol + rtol * Math.abs(b[i]))) {
        beyond++;
      }
      if (error > worstError || Double.isNaN(error) && !Double.isNaN(worstError)) {
        worst = i;
        worstError = error;
      }
    }
    if (beyond > 0) {
      fail(
          "%s: %d of %d values differ by more than %.3g + %.3g * |expected|; worst at %s: %.9g, expected %.9g (off by %.3g)"
              .formatted(
                  what,
                  beyond,
                  a.length,
                  atol,
                  rtol,
                  Arrays.toString(position(worst, shape)),
                  a[worst],
                  b[worst],
                  worstError));
    }
  }

  /** The largest absolute difference of two tensors of the same shape. */
  public static double maxError(Tensor a, Tensor b) {
    double[] x = doubles(a);
    double[] y = doubles(b);
    if (!Arrays.equals(Shapes.of(a), Shapes.of(b))) {
      fail("shapes differ: " + Arrays.toString(Shapes.of(a)) + Arrays.toString(Shapes.of(b)));
    }
    double max = 0;
    for (int i = 0; i < x.length; i++) {
      max = Math.max(max, Math.abs(x[i] - y[i]));
    }
    return max;
  }

  /** The values in row-major order. */
  public static double[] doubles(Tensor tensor) {
    try (Scope scope = Scope.open()) {
      double[] values = new double[Math.toIntExact(tensor.numel())];
      if (values.length > 0) {
        tensor.detach().cpu().to(ScalarType.Double).contiguous().data_ptr_double().get(values);
      }
      return values;
    }
  }

  private static long[] position(int index, long[] shape) {
    long[] position = new long[shape.length];
    long rest = index;
    for (int i = shape.length - 1; i >= 0; i--) {
      position[i] = rest % shape[i];
      rest /= shape[i];
    }
    return position;
  }
}
