package io.github.fpga.pipelines.family;

import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;

/**
 * A public denoiser with the ControlNet or the merged mode of its set, which controls whole
 * pictures and faces alike.
 *
 * @param set its name, for messages
 * @param controlNet null where the set has none
 * @param mode null where the set has none; else it controls in the ControlNet's place
 */
record PublicDenoisers(
    String set, UNet2DConditionModel plain, ControlNetModel controlNet, PublicMode mode)
    implements Denoisers {

  @Override
  public ControlledDenoiser controlled(ControlBlend blend) {
    if (blend.betas().size() > 1) {
      throw new IllegalArgumentException(
          "%s has one kind of control: skeletons and landmarks cannot control one picture"
              .formatted(set));
    }
    if (blend.alphaShift() != 0) {
      throw new IllegalArgumentException(
          "%s is a public set, where no alpha is free: leave out its shift".formatted(set));
    }
    double strength = blend.betas().values().iterator().next();
    return mode == null ? new ControlNetDenoiser(plain, controlNet, strength) : mode.at(strength);
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
