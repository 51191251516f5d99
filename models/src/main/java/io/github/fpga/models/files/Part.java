package io.github.fpga.models.files;

import java.util.Set;

/** The networks of a Stable Diffusion model. */
public enum Part {
  UNET("unet", Set.of("UNet2DConditionModel")),
  VAE("vae", Set.of("AutoencoderKL")),
  TEXT_ENCODER("text_encoder", Set.of("CLIPTextModel")),
  TEXT_ENCODER_2("text_encoder_2", Set.of("CLIPTextModelWithProjection"));

  private final String folder;
  private final Set<String> classes;

  Part(String folder, Set<String> classes) {
    this.folder = folder;
    this.classes = classes;
  }

  /** Its name in model_index.json and its folder. */
  public String folder() {
    return folder;
  }

  /** The upstream classes that our networks stand for. */
  Set<String> classes() {
    return classes;
  }
}
