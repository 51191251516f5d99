package io.github.fpga.models.vae;

import io.github.fpga.tensor.Weights;

/** The names of an autoencoder's tensors in older public files. */
public final class VaeKeys {

  private static final String ATTENTION = "mid_block.attentions.0.";

  private VaeKeys() {}

  /**
   * The same tree by the names that {@link AutoencoderKl} asks for. Files written before diffusers
   * renamed the attention of the middle block, as Stable Diffusion 1.5's and SDXL's own, say query,
   * key, value and proj_attn; others are given back as they are.
   *
   * @param autoencoder the whole tree of the file
   */
  public static Weights current(Weights autoencoder) {
    return autoencoder.has("decoder." + ATTENTION + "query.weight")
        ? autoencoder.renamed(VaeKeys::older)
        : autoencoder;
  }

  private static String older(String key) {
    return key.replace(ATTENTION + "to_q.", ATTENTION + "query.")
        .replace(ATTENTION + "to_k.", ATTENTION + "key.")
        .replace(ATTENTION + "to_v.", ATTENTION + "value.")
        .replace(ATTENTION + "to_out.0.", ATTENTION + "proj_attn.");
  }
}
