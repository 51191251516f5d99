package io.github.fpga.benchmarks;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.WeightSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Stands in for a public file of billions of numbers: maps uniform in +-1/sqrt(inputs), norms of
 * one, biases of zero, so that activations neither vanish nor overflow; made by libtorch in the
 * number format wanted and never held twice.
 */
final class RandomFile implements WeightSource {

  private final ScalarType type;
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  RandomFile(ScalarType type) {
    this.type = type;
  }

  @Override
  public Set<String> keys() {
    return Collections.unmodifiableSet(shapes.keySet());
  }

  @Override
  public boolean has(String key) {
    return true;
  }

  /** Of everything that networks have asked for. */
  Map<String, long[]> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  /** Each value is drawn when it is asked for; who asks keeps it. */
  @Override
  public Parameter get(String key, Init init, long... shape) {
    shapes.put(key, shape.clone());
    return () -> make(key, shape);
  }

  private Tensor make(String key, long[] shape) {
    try (TensorOptions options = new TensorOptions(type)) {
      Tensor tensor = torch.zeros(shape, options);
      if (shape.length > 1) {
        double bound = 1 / Math.sqrt((double) tensor.numel() / shape[0]);
        tensor.uniform_(-bound, bound, new GeneratorOptional());
      } else if (key.endsWith("weight")) {
        tensor.fill_(torch.ones(new long[0], options));
      }
      return tensor;
    }
  }
}
