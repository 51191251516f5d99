package io.github.fpga.tensor;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Another source without some of its keys. */
record FilteredSource(WeightSource inner, Predicate<String> hidden) implements WeightSource {

  @Override
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(inner.keys());
    keys.removeIf(hidden);
    return keys;
  }

  @Override
  public boolean has(String key) {
    return !hidden.test(key) && inner.has(key);
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    return hidden.test(key) ? null : inner.get(key, init, shape);
  }

  @Override
  public Set<String> unexpected(Set<String> requested, String prefix) {
    Set<String> excused = new HashSet<>(requested);
    inner.keys().stream().filter(hidden).forEach(excused::add);
    return inner.unexpected(excused, prefix);
  }
}
