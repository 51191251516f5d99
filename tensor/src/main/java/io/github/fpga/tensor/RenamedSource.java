package io.github.fpga.tensor;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Another source under other names. The map has no inverse, so the keys are not known beforehand;
 * but once a whole tree has been asked for, what is left over in the file is.
 */
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

  @Override
  public Set<String> unexpected(Set<String> requested, String prefix) {
    if (!prefix.isEmpty()) {
      return Set.of();
    }
    Set<String> mapped = new HashSet<>();
    for (String key : requested) {
      mapped.add(keyMap.apply(key));
    }
    return inner.unexpected(mapped, "");
  }
}
