package io.github.fpga.models;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.PredictionType;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.repcontrolnet.ControlAdapterConfig;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import java.util.List;

/** The shapes of the networks of the bundled micro family. */
public final class MicroFamily {

  /** Tokens per prompt, start and end included. */
  public static final int PROMPT_LENGTH = 40;

  /** Side of whole pictures, in pixels. */
  public static final int PICTURE_SIDE = 256;

  /** Side of face crops in landmark mode and DIIR, in pixels. */
  public static final int CROP_SIDE = 128;

  private static final int LATENT_CHANNELS = 8;
  private static final int TEXT_WIDTH = 128;

  private MicroFamily() {}

  /**
   * Eightfold down-sampling to eight channels; widths are small where pictures are large. Four
   * channels, as in Stable Diffusion, lose small faces (docs/adr/0002-latent-channels.md).
   *
   * @param scalingFactor as measured on the trained autoencoder
   */
  public static AutoencoderKlConfig autoencoder(double scalingFactor) {
    return new AutoencoderKlConfig(
        3, 3, LATENT_CHANNELS, List.of(16, 32, 64, 128), 1, 8, scalingFactor);
  }

  /**
   * @param vocabulary number of token ids
   */
  public static ClipTextConfig text(int vocabulary) {
    return new ClipTextConfig(
        vocabulary, TEXT_WIDTH, 4 * TEXT_WIDTH, TEXT_WIDTH, 2, 4, PROMPT_LENGTH, 1e-5, "gelu", 3);
  }

  /** Three levels; the finest attends to text and identities only, self-attention there is dear. */
  public static UNetConfig denoiser() {
    return new UNetConfig(
        PICTURE_SIDE / 8,
        LATENT_CHANNELS,
        LATENT_CHANNELS,
        List.of(64, 96, 128),
        List.of("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        List.of("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        1,
        TEXT_WIDTH,
        List.of(2, 3, 4),
        List.of(1, 1, 1),
        List.of(false, true, true),
        false,
        16,
        1e-5,
        true,
        0);
  }

  /** The baseline that RepControlNet replaces; its picture network halves the size three times. */
  public static ControlNetConfig controlNet() {
    return new ControlNetConfig(denoiser(), 3, List.of(16, 32, 64, 96));
  }

  /** The control adapter of either mode. */
  public static ControlAdapterConfig controlAdapter() {
    return ControlAdapterConfig.of(denoiser().blockOutChannels().get(0));
  }

  /**
   * Tokens of a person from the micro recogniser's embedding (128) and feature map (96 channels).
   */
  public static IdentityAdapterConfig identityAdapter() {
    return IdentityAdapterConfig.faceIdPlusV2(128, 96, TEXT_WIDTH, 8, 32, 4, 2);
  }

  /** Velocity prediction: it keeps colours at high noise, where small networks drift. */
  public static NoiseSchedule schedule() {
    return NoiseSchedule.stableDiffusion(PredictionType.V_PREDICTION);
  }
}
