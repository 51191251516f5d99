package io.github.fpga.cli.e2e;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.WeightSource;
import io.github.fpga.tensor.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/** Random weights that remember what a network asked for. */
record MadeUpWeights(WeightSource source, Map<String, Tensor> asked) implements WeightSource {

  /** The tensors that a network asks for, made up. */
  static Map<String, Tensor> of(long seed, Consumer<Weights> network) {
    MadeUpWeights weights = new MadeUpWeights(Weights.random(seed).source(), new LinkedHashMap<>());
    network.accept(Weights.of(weights));
    return weights.asked();
  }

  @Override
  public Set<String> keys() {
    return source.keys();
  }

  @Override
  public boolean has(String key) {
    return source.has(key);
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    Parameter made = source.get(key, init, shape);
    asked.put(key, made.value());
    return made;
  }
}
