package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.repcontrolnet.ControlAdapterConfig;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.pipelines.sets.SamplingAdvice;

/**
 * The shapes of a family's networks and the sizes they were trained on.
 *
 * @param name as in {@code micro}, for messages
 * @param controlAdapter of both modes
 * @param pictureSide side of whole pictures, in pixels
 * @param cropSide side of face crops, in pixels
 * @param faceWords what a face crop shows, in words the text encoder was trained on
 */
public record FamilyConfig(
    String name,
    AutoencoderKlConfig autoencoder,
    ClipTextConfig text,
    UNetConfig denoiser,
    ControlAdapterConfig controlAdapter,
    IdentityAdapterConfig identityAdapter,
    ControlNetConfig controlNet,
    NoiseSchedule schedule,
    int pictureSide,
    int cropSide,
    String faceWords) {

  private static final SamplingAdvice SAMPLING = new SamplingAdvice("dpmpp_2m", 20, 3);

  /** What requests need of all this. */
  public FamilyTraits traits() {
    return new FamilyTraits(
        name,
        denoiser.inChannels(),
        autoencoder.downsampling(),
        pictureSide,
        cropSide,
        faceWords,
        schedule,
        TimestepSpacing.TRAILING,
        0,
        SAMPLING,
        true);
  }

  /**
   * The bundled family.
   *
   * @param scalingFactor of the autoencoder's latents
   * @param vocabulary number of token ids
   */
  public static FamilyConfig micro(double scalingFactor, int vocabulary) {
    return new FamilyConfig(
        "micro",
        MicroFamily.autoencoder(scalingFactor),
        MicroFamily.text(vocabulary),
        MicroFamily.denoiser(),
        MicroFamily.controlAdapter(),
        MicroFamily.identityAdapter(),
        MicroFamily.controlNet(),
        MicroFamily.schedule(),
        MicroFamily.PICTURE_SIDE,
        MicroFamily.CROP_SIDE,
        "close up portrait of one person");
  }
}
