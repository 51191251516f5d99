package io.github.fpga.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a nest of dictionaries and lists by keys joined with dots, as in {@code
 * image_proj.proj.weight}. Training frameworks put the weights below {@code state_dict} and much
 * else beside it: then only they count.
 */
final class StateDict {

  private static final String STATE_DICT = "state_dict";
  private static final int MAX_DEPTH = 32;
  private static final int MAX_VISITS = 1_000_000;
  private static final int MAX_KEY = 2_000;
  private static final int MAX_TEXT = 10_000;

  private final Object file;
  private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();
  private int visits;

  private StateDict(Object file) {
    this.file = file;
  }

  /**
   * Collects the tensors below an object.
   *
   * @throws CheckpointException where it is nested too deep, two tensors have one key, or there are
   *     none
   */
  static Map<String, TorchTensor> tensors(Object file, Object root) {
    StateDict state = new StateDict(file);
    Object weights =
        root instanceof Map<?, ?> map && map.get(STATE_DICT) instanceof Map<?, ?> inner
            ? inner
            : root;
    state.collect("", weights, 0);
    if (state.tensors.isEmpty()) {
      throw TorchZip.fault(file, "it holds no tensors", null);
    }
    return state.tensors;
  }

  /** The plain values beside the tensors, such as global_step. */
  static Map<String, String> metadata(Object root) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (root instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            boolean plain =
                value instanceof Number
                    || value instanceof Boolean
                    || value instanceof String text && text.length() <= MAX_TEXT;
            if (key instanceof String name && plain) {
              metadata.put(name, value.toString());
            }
          });
    }
    return metadata;
  }

  private void collect(String key, Object object, int depth) {
    // One object can be in many places: without a bound, a few lines could mean billions.
    if (depth > MAX_DEPTH || ++visits > MAX_VISITS || key.length() > MAX_KEY) {
      throw TorchZip.fault(
          file,
          "its objects are too many, their names too long, or nested more than %d deep"
              .formatted(MAX_DEPTH),
          null);
    }
    if (object instanceof TorchTensor tensor) {
      if (tensors.put(key.isEmpty() ? "tensor" : key, tensor) != null) {
        throw TorchZip.fault(file, "two of its tensors are called " + key, null);
      }
      if (tensors.size() > SafetensorsHeader.MAX_TENSORS) {
        throw TorchZip.fault(
            file, "more than %d tensors".formatted(SafetensorsHeader.MAX_TENSORS), null);
      }
    } else if (object instanceof Map<?, ?> map) {
      map.forEach((name, value) -> collect(join(key, name), value, depth + 1));
    } else if (object instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(join(key, i), list.get(i), depth + 1);
      }
    } else if (object instanceof Object[] tuple) {
      for (int i = 0; i < tuple.length; i++) {
        collect(join(key, i), tuple[i], depth + 1);
      }
    }
  }

  private static String join(String key, Object name) {
    return key.isEmpty() ? String.valueOf(name) : key + "." + name;
  }
}
