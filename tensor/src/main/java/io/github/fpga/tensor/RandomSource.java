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
    Tensor tensor =
        made.computeIfAbsent(
            key,
            k -> {
              RandomGenerator random =
                  RandomGeneratorFactory.of("L64X128MixRandom").create(seedOf(k));
              return Scope.own(Tensors.of(init.values(random, shape), shape));
            });
    MapSource.requireShape(key, Shapes.of(tensor), shape);
    return () -> tensor;
  }

  /**
   * The key is part of the seed, so the values do not depend on the order of asking. 64 bits of the
   * key count (FNV-1a): with the 32 of hashCode, neighbouring seeds shared tensors.
   */
  private long seedOf(String key) {
    long hash = 0xcbf29ce484222325L ^ seed * 0x9e3779b97f4a7c15L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
