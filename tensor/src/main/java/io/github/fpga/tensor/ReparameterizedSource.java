package io.github.fpga.tensor;

import java.util.Set;

/** Another source whose handles went through a {@link Reparameterization}. */
record ReparameterizedSource(WeightSource inner, Reparameterization reparameterization)
    implements WeightSource {

  @Override
  public Set<String> keys() {
    return inner.keys();
  }

  @Override
  public boolean has(String key) {
    return inner.has(key);
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    Parameter base = inner.get(key, init, shape);
    return base == null ? null : reparameterization.apply(key, base, init, shape);
  }

  @Override
  public Set<String> unexpected(Set<String> requested, String prefix) {
    return inner.unexpected(requested, prefix);
  }
}
