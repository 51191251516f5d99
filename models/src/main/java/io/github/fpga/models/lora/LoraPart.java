package io.github.fpga.models.lora;

import java.util.ArrayList;
import java.util.List;

/** A network that a LoRA file may change. */
public enum LoraPart {
  UNET("unet.", "lora_unet_"),
  /** CLIP ViT-L, in Stable Diffusion 1.x the only one. */
  TEXT_ENCODER("text_encoder.", "lora_te_", "lora_te1_"),
  /** OpenCLIP bigG, in SDXL. */
  TEXT_ENCODER_2("text_encoder_2.", "lora_te2_");

  private final String dotted;
  private final List<String> underscored;

  LoraPart(String dotted, String... underscored) {
    this.dotted = dotted;
    this.underscored = List.of(underscored);
  }

  /** Whether a file's module belongs to this part; modules without a prefix are the denoiser's. */
  boolean holds(String module) {
    for (LoraPart part : values()) {
      if (module.startsWith(part.dotted)
          || part.underscored.stream().anyMatch(module::startsWith)) {
        return part == this;
      }
    }
    return this == UNET;
  }

  /** The names under which files may hold a module. */
  List<String> names(String module) {
    List<String> names = new ArrayList<>();
    names.add(dotted + module);
    for (String prefix : underscored) {
      names.add(prefix + module.replace('.', '_'));
    }
    if (this == UNET) {
      names.add(module);
    }
    return names;
  }
}
