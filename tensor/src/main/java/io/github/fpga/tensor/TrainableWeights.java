package io.github.fpga.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * fp32 master copies of another source's tensors, with gradients, on the engine's device. A
 * handle's value is the master cast to the compute format inside the current scope, so gradients
 * flow to the master.
 */
public final class TrainableWeights implements WeightSource {

  private final WeightSource initial;
  private final ScalarType compute;
  private final Map<String, Tensor> masters = new LinkedHashMap<>();

  /**
   * @param initial where the masters start: a checkpoint or {@link Weights#random}
   * @param compute the format of the values handed to layers
   */
  public TrainableWeights(Weights initial, Precision compute) {
    this.initial = initial.source();
    this.compute = compute.type();
  }

  /** The tree to build a network from. */
  public Weights weights() {
    return Weights.of(this);
  }

  /** The optimised leaves by key, in the order they were asked for; owned by this object. */
  public Map<String, Tensor> masters() {
    return masters;
  }

  @Override
  public Set<String> keys() {
    return initial.keys();
  }

  @Override
  public boolean has(String key) {
    return initial.has(key);
  }

  @Override
  public Set<String> unexpected(Set<String> requested, String prefix) {
    return initial.unexpected(requested, prefix);
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    Parameter start = initial.get(key, init, shape);
    if (start == null) {
      return null;
    }
    Tensor master =
        masters.computeIfAbsent(
            key,
            k -> {
              try (Scope scope = Scope.open()) {
                Tensor single = start.value().detach().to(ScalarType.Float);
                Tensor copy = Engine.place(single).clone();
                return Scope.own(copy.set_requires_grad(true));
              }
            });
    return compute == ScalarType.Float ? () -> master : () -> master.to(compute);
  }
}
