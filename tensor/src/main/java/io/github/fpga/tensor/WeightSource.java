package io.github.fpga.tensor;

import java.util.Set;

/** Where the tensors of a {@link Weights} tree come from, by full key. */
public interface WeightSource {

  /** All keys this source holds; empty for a source that makes up whatever is asked for. */
  Set<String> keys();

  /**
   * A handle to one tensor.
   *
   * @param init first values, used only by sources that make tensors up
   * @return the handle, or null where the source has no such key
   * @throws CheckpointException where the key has another shape
   */
  Parameter get(String key, Init init, long... shape);

  /** True where {@link #get} would find the key. */
  default boolean has(String key) {
    return keys().contains(key);
  }
}
