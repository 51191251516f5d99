package io.github.fpga.tensor;

import java.util.random.RandomGenerator;

/** How a parameter that no checkpoint provides gets its first values. */
@FunctionalInterface
public interface Init {

  /** Fills a parameter of the given shape, row-major. */
  float[] values(RandomGenerator random, long... shape);

  Init ZEROS = (random, shape) -> new float[Math.toIntExact(Shapes.elements(shape))];

  Init ONES = constant(1);

  static Init constant(float value) {
    return (random, shape) -> {
      float[] values = new float[Math.toIntExact(Shapes.elements(shape))];
      java.util.Arrays.fill(values, value);
      return values;
    };
  }

  /**
   * Uniform in +-1/sqrt(fanIn), what PyTorch does for Linear and Conv2d, weights and biases alike.
   */
  static Init fanIn(long fanIn) {
    return (random, shape) -> {
      double bound = 1 / Math.sqrt(fanIn);
      float[] values = new float[Math.toIntExact(Shapes.elements(shape))];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
      }
      return values;
    };
  }

  static Init normal(double std) {
    return (random, shape) -> {
      float[] values = new float[Math.toIntExact(Shapes.elements(shape))];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * std);
      }
      return values;
    };
  }
}
