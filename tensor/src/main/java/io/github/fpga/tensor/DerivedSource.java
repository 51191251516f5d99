package io.github.fpga.tensor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Another source's tensors after a function, computed once each and owned outside all scopes. */
final class DerivedSource implements WeightSource {

  private final WeightSource inner;
  private final BiFunction<String, Tensor, Tensor> function;
  private final Map<String, Tensor> derived = new HashMap<>();

  DerivedSource(WeightSource inner, BiFunction<String, Tensor, Tensor> function) {
    this.inner = inner;
    this.function = function;
  }

  @Override
  public Set<String> keys() {
    return inner.keys();
  }

  @Override
  public boolean has(String key) {
    return inner.has(key);
  }

  @Override
  public Set<String> unexpected(Set<String> requested, String prefix) {
    return inner.unexpected(requested, prefix);
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    Parameter original = inner.get(key, init, shape);
    if (original == null) {
      return null;
    }
    Tensor value = derived.computeIfAbsent(key, k -> derive(k, original));
    return new Constant(value, original);
  }

  private Tensor derive(String key, Parameter original) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return Scope.own(function.apply(key, original.value()));
    }
  }

  /** Holds the original too: a derived tensor may be a view of mapped memory. */
  private record Constant(Tensor value, Parameter original) implements Parameter {}
}
