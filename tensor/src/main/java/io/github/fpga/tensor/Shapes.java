package io.github.fpga.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;

/** Shapes as arrays. */
public final class Shapes {

  private Shapes() {}

  /** The shape of a tensor. */
  public static long[] of(Tensor tensor) {
    try (LongArrayRef sizes = tensor.sizes()) {
      long[] shape = new long[(int) tensor.dim()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = sizes.get(i);
      }
      return shape;
    }
  }

  /** The number of elements; 1 for a scalar. */
  public static long elements(long... shape) {
    long n = 1;
    for (long s : shape) {
      n = Math.multiplyExact(n, s);
    }
    return n;
  }

  /** Throws unless the tensor has this shape; -1 stands for any size. */
  public static void require(String what, Tensor tensor, long... expected) {
    long[] shape = of(tensor);
    boolean ok = shape.length == expected.length;
    for (int i = 0; ok && i < shape.length; i++) {
      ok = expected[i] < 0 || expected[i] == shape[i];
    }
    if (!ok) {
      throw new IllegalArgumentException(
          "%s must have shape %s, got %s"
              .formatted(what, Arrays.toString(expected), Arrays.toString(shape)));
    }
  }
}
