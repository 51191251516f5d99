package io.github.fpga.tensor;

import java.util.Set;
import java.util.TreeSet;

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

  /**
   * The held keys that nobody asked for, by the names under which the file has them.
   *
   * @param requested the keys that were asked for
   * @param prefix only keys that start like this count; empty for all
   */
  default Set<String> unexpected(Set<String> requested, String prefix) {
    Set<String> unexpected = new TreeSet<>();
    for (String key : keys()) {
      if (key.startsWith(prefix) && !requested.contains(key)) {
        unexpected.add(key);
      }
    }
    return unexpected;
  }
}
