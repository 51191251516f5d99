package io.github.fpga.pipelines.family;

import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;
import java.util.Map;

/**
 * A public denoiser with the ControlNet of its set, which controls whole pictures and faces alike.
 *
 * @param set its name, for messages
 * @param controlNet null where the set has none: then nothing is controlled
 */
record PublicDenoisers(String set, UNet2DConditionModel plain, ControlNetModel controlNet)
    implements Denoisers {

  @Override
  public ControlledDenoiser controlled(Map<ControlMode, Double> betas) {
    if (betas.size() > 1) {
      throw new IllegalArgumentException(
          "%s has one ControlNet: skeletons and landmarks cannot control one picture"
              .formatted(set));
    }
    return new ControlNetDenoiser(plain, controlNet, betas.values().iterator().next());
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
