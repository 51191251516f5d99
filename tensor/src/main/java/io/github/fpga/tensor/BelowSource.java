package io.github.fpga.tensor;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The part of another source below a prefix, under keys without it. */
record BelowSource(WeightSource inner, String prefix) implements WeightSource {

  @Override
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (String key : inner.keys()) {
      if (key.startsWith(prefix)) {
        keys.add(key.substring(prefix.length()));
      }
    }
    return keys;
  }

  @Override
  public boolean has(String key) {
    return inner.has(prefix + key);
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    return inner.get(prefix + key, init, shape);
  }

  @Override
  public Set<String> unexpected(Set<String> requested, String below) {
    Set<String> whole = new HashSet<>();
    for (String key : requested) {
      whole.add(prefix + key);
    }
    return inner.unexpected(whole, prefix + below);
  }
}
