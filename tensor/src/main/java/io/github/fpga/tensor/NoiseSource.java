package io.github.fpga.tensor;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.bytedeco.pytorch.Tensor;

/** Where all randomness of one request comes from. */
@FunctionalInterface
public interface NoiseSource {

  /** Independent standard normal values, fp32. */
  Tensor gaussian(long... shape);

  /**
   * A source that gives the same numbers for the same seed on every platform and device. Not
   * thread-safe: one request, one source.
   */
  static NoiseSource seeded(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return shape -> {
      float[] values = new float[Math.toIntExact(Shapes.elements(shape))];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return Tensors.of(values, shape);
    };
  }
}
