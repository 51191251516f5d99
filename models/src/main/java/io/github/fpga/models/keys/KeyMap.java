package io.github.fpga.models.keys;

import java.util.HashMap;
import java.util.Map;

/**
 * Two layouts' names of the same modules, one to one. A tensor's name is its module's and what
 * follows, which both layouts share; of two modules that fit, the longer name counts.
 */
public final class KeyMap {

  private final Map<String, String> original = new HashMap<>();
  private final Map<String, String> diffusers = new HashMap<>();

  KeyMap() {}

  /** Adds a module by both names; neither may be there already. */
  KeyMap add(String diffusersName, String originalName) {
    boolean taken =
        original.put(diffusersName, originalName) != null
            || diffusers.put(originalName, diffusersName) != null;
    if (taken) {
      throw new IllegalStateException(diffusersName + " or " + originalName + " is there twice");
    }
    return this;
  }

  /** The original name of a tensor or module; a name outside the map stays as it is. */
  public String original(String diffusersKey) {
    return map(original, diffusersKey);
  }

  /** The name by diffusers of a tensor or module; a name outside the map stays as it is. */
  public String diffusers(String originalKey) {
    return map(diffusers, originalKey);
  }

  private static String map(Map<String, String> modules, String key) {
    for (int end = key.length(); end > 0; end = key.lastIndexOf('.', end - 1)) {
      String module = modules.get(key.substring(0, end));
      if (module != null) {
        return module + key.substring(end);
      }
    }
    return key;
  }
}
