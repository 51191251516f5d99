package io.github.fpga.models.lora;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key of a LoRA file, taken apart.
 *
 * @param module the module's name in the file's own style: "unet." and diffusers' name, or
 *     "lora_unet_" and the name with underscores for dots
 * @param role what the tensor is to that module
 */
record LoraKey(String module, Role role) {

  enum Role {
    UP,
    DOWN,
    ALPHA
  }

  private static final Map<String, Role> ENDS = new LinkedHashMap<>();

  static {
    // kohya, PEFT, diffusers, diffusers' older text encoders, diffusers' attention processors
    ENDS.put(".lora_down.weight", Role.DOWN);
    ENDS.put(".lora_up.weight", Role.UP);
    ENDS.put(".lora_A.weight", Role.DOWN);
    ENDS.put(".lora_B.weight", Role.UP);
    ENDS.put(".lora.down.weight", Role.DOWN);
    ENDS.put(".lora.up.weight", Role.UP);
    ENDS.put(".lora_linear_layer.down.weight", Role.DOWN);
    ENDS.put(".lora_linear_layer.up.weight", Role.UP);
    ENDS.put("_lora.down.weight", Role.DOWN);
    ENDS.put("_lora.up.weight", Role.UP);
    ENDS.put(".alpha", Role.ALPHA);
  }

  /** The parts of a key, or null for one of no known layout. */
  static LoraKey of(String key) {
    for (Map.Entry<String, Role> end : ENDS.entrySet()) {
      if (key.endsWith(end.getKey())) {
        String module = key.substring(0, key.length() - end.getKey().length());
        return new LoraKey(attentionProcessor(module), end.getValue());
      }
    }
    return null;
  }

  /** Attention processors hold "processor.to_out" where the module is "to_out.0". */
  private static String attentionProcessor(String module) {
    int at = module.lastIndexOf(".processor.");
    if (at < 0) {
      return module;
    }
    String map = module.substring(at + ".processor".length());
    return module.substring(0, at) + (map.equals(".to_out") ? ".to_out.0" : map);
  }
}
