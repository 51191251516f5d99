package io.github.fpga.tensor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Another source in another layout. As with {@link RenamedSource} the keys are not known
 * beforehand, but what is left over once a whole tree has been asked for is.
 */
final class RearrangedSource implements WeightSource {

  private final WeightSource inner;
  private final Function<String, Origin> layout;
  private final Map<String, Tensor> made = new HashMap<>();

  RearrangedSource(WeightSource inner, Function<String, Origin> layout) {
    this.inner = inner;
    this.layout = layout;
  }

  @Override
  public Set<String> keys() {
    return Set.of();
  }

  @Override
  public boolean has(String key) {
    return inner.has(layout.apply(key).key());
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    Origin origin = layout.apply(key);
    Parameter stored = inner.get(origin.key(), init, origin.storedShape().apply(shape.clone()));
    return stored == null
        ? null
        : new Formed(made.computeIfAbsent(key, k -> form(origin, stored.value())), stored);
  }

  private static Tensor form(Origin origin, Tensor stored) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return Scope.own(origin.form().apply(stored));
    }
  }

  @Override
  public Set<String> unexpected(Set<String> requested, String prefix) {
    if (!prefix.isEmpty()) {
      return Set.of();
    }
    Set<String> origins = new HashSet<>();
    for (String key : requested) {
      origins.add(layout.apply(key).key());
    }
    return inner.unexpected(origins, "");
  }

  /** Holds the stored tensor too: the formed one may be a view of mapped memory. */
  private record Formed(Tensor value, Parameter stored) implements Parameter {}
}
