package io.github.fpga.models.files;

import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.keys.ControlNetKeys;
import io.github.fpga.models.keys.OpenClipKeys;
import io.github.fpga.models.keys.UNetKeys;
import io.github.fpga.models.keys.VaeKeys;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Weights;
import java.util.Set;

/**
 * Finds a network in a checkpoint, alone or among others, and gives its weights by the network's
 * own keys, in the number format of the file. A strict build of them minds what the file holds for
 * this network and not what it holds for others. Each method throws a CheckpointException where the
 * file holds no such network in a known layout.
 */
public final class Layouts {

  /** A buffer of 0, 1, 2 and so on that older versions stored. */
  private static final String POSITION_IDS = "position_ids";

  /** The temperature of the contrastive loss and the causal mask are no weights of the encoder. */
  private static final Set<String> OPEN_CLIP_OTHERS = Set.of("logit_scale", "attn_mask");

  private Layouts() {}

  /** A denoiser in the original layout or diffusers'. */
  public static Weights unet(Checkpoint file, UNetConfig config) {
    String original = Layout.ORIGINAL_UNET.find(file);
    return original == null
        ? below(file, Layout.DIFFUSERS_UNET.require(file))
        : below(file, original).renamed(UNetKeys.of(config)::original);
  }

  /** A ControlNet in its authors' layout or diffusers'. */
  public static Weights controlNet(Checkpoint file, ControlNetConfig config) {
    String original = Layout.ORIGINAL_CONTROLNET.find(file);
    return original == null
        ? below(file, Layout.DIFFUSERS_CONTROLNET.require(file))
        : below(file, original).renamed(ControlNetKeys.of(config)::original);
  }

  /** An autoencoder in the original layout, diffusers' or its older one. */
  public static Weights vae(Checkpoint file, AutoencoderKlConfig config) {
    String original = Layout.ORIGINAL_VAE.find(file);
    if (original != null) {
      // Training leaves its discriminator and averages in files of an autoencoder alone.
      Weights weights =
          below(file, original).without(k -> k.startsWith("loss.") || k.startsWith("model_ema."));
      return file.shape(Layout.ORIGINAL_VAE.marker(original)).length == 4
          ? weights.rearranged(VaeKeys.convolutional(config))
          : weights.renamed(VaeKeys.of(config)::original);
    }
    String older = Layout.OLDER_VAE.find(file);
    return older == null
        ? below(file, Layout.DIFFUSERS_VAE.require(file))
        : below(file, older).renamed(VaeKeys.older()::original);
  }

  /** A model's first or only text encoder, which all files have in transformers' layout. */
  public static Weights text(Checkpoint file) {
    String found = Layout.TRANSFORMERS_TEXT.require(file);
    String name = found.substring(found.lastIndexOf('.') + 1);
    if (name.equals("text_model")) {
      String place = found.substring(0, Math.max(0, found.length() - name.length() - 1));
      return withoutPositions(below(file, place));
    }
    // The original code's files were written when the names had no text_model.
    return withoutPositions(below(file, found))
        .renamed(key -> key.replaceFirst("^text_model\\.", ""));
  }

  private static Weights withoutPositions(Weights weights) {
    return weights.without(key -> key.endsWith(POSITION_IDS));
  }

  /** SDXL's second text encoder: open_clip's layout in single files, else transformers'. */
  public static Weights secondText(Checkpoint file, ClipTextConfig config) {
    String openClip = Layout.OPEN_CLIP_TEXT.find(file);
    return openClip == null
        ? text(file)
        : below(file, openClip)
            .without(OPEN_CLIP_OTHERS::contains)
            .rearranged(OpenClipKeys.layout(config));
  }

  private static Weights below(Checkpoint file, String place) {
    Weights all = Weights.of(file);
    return place.isEmpty() ? all : all.below(place);
  }
}
