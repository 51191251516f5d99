package io.github.fpga.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.bytedeco.pytorch.Tensor;

/** Makes up tensors by their initialisers. */
final class RandomSource implements WeightSource {

  private final long seed;
  private final Map<String, Tensor> made = new LinkedHashMap<>();

  RandomSource(long seed) {
    this.seed = seed;
  }

  @Override
  public Set<String> keys() {
    return Set.of();
  }

  @Override
  public boolean has(String key) {
    return true;
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    // The key is part of the seed: the values do not depend on the order of asking.
    Tensor tensor =
        made.computeIfAbsent(
            key,
            k -> {
              RandomGenerator random =
                  RandomGeneratorFactory.of("L64X128MixRandom")
                      .create(seed * 1_000_003L + k.hashCode());
              return Scope.own(Tensor.create(init.values(random, shape), shape));
            });
    return () -> tensor;
  }
}
