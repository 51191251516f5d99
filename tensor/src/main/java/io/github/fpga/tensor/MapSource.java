package io.github.fpga.tensor;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Given tensors by key. */
record MapSource(Map<String, Tensor> tensors) implements WeightSource {

  @Override
  public Set<String> keys() {
    return tensors.keySet();
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    Tensor tensor = tensors.get(key);
    if (tensor == null) {
      return null;
    }
    requireShape(key, Shapes.of(tensor), shape);
    return () -> tensor;
  }

  static void requireShape(String key, long[] actual, long[] expected) {
    if (!Arrays.equals(actual, expected)) {
      throw new CheckpointException(
          "misshaped %s: the file has %s, the network needs %s"
              .formatted(key, Arrays.toString(actual), Arrays.toString(expected)));
    }
  }
}
