package io.github.fpga.pipelines.family;

import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;

/**
 * A public denoiser with the ControlNet of its set, which controls whole pictures and faces alike.
 *
 * @param set its name, for messages
 * @param controlNet null where the set has none: then nothing is controlled
 */
record PublicDenoisers(String set, UNet2DConditionModel plain, ControlNetModel controlNet)
    implements Denoisers {

  @Override
  public ControlledDenoiser controlled(ControlBlend blend) {
    if (blend.betas().size() > 1) {
      throw new IllegalArgumentException(
          "%s has one ControlNet: skeletons and landmarks cannot control one picture"
              .formatted(set));
    }
    if (blend.alphaShift() != 0) {
      throw new IllegalArgumentException(
          "%s has a ControlNet beside the denoiser, no merged modes: there is no alpha to move"
              .formatted(set));
    }
    return new ControlNetDenoiser(plain, controlNet, blend.betas().values().iterator().next());
  }

  @Override
  public ControlledDenoiser distilled(ControlBlend blend) {
    throw new CheckpointException(
        ("the set %s has no distilled modes, which trained families alone have; leave out --fast,"
                + " or choose a set with a few-step LoRA")
            .formatted(set));
  }

  @Override
  public ControlledDenoiser baseline(double scale) {
    if (controlNet == null) {
      throw new CheckpointException(
          "the set %s has no controlnet, so there is no baseline".formatted(set));
    }
    return new ControlNetDenoiser(plain, controlNet, scale);
  }
}
