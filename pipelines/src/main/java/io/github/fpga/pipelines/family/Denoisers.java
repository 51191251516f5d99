package io.github.fpga.pipelines.family;

import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;
import java.util.Map;

/** A family's denoisers. Safe for many threads. */
interface Denoisers {

  /** The network without control. */
  UNet2DConditionModel plain();

  /**
   * With modes of control, each with its strength.
   *
   * @param betas by mode, at least one
   */
  ControlledDenoiser controlled(Map<ControlMode, Double> betas);

  /**
   * The plain denoiser with a classic ControlNet.
   *
   * @throws CheckpointException where the family has none
   */
  ControlledDenoiser baseline(double scale);
}
