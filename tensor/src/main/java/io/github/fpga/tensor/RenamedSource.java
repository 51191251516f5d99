package io.github.fpga.tensor;

import java.util.Set;
import java.util.function.Function;

/** Another source under other names. Unexpected keys are not reported: the map has no inverse. */
record RenamedSource(WeightSource inner, Function<String, String> keyMap) implements WeightSource {

  @Override
  public Set<String> keys() {
    return Set.of();
  }

  @Override
  public boolean has(String key) {
    return inner.has(keyMap.apply(key));
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    return inner.get(keyMap.apply(key), init, shape);
  }
}
