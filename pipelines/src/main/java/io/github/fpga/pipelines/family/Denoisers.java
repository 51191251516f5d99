package io.github.fpga.pipelines.family;

import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;

/** A family's denoisers. Safe for many threads. */
interface Denoisers {

  /** The network without control. */
  UNet2DConditionModel plain();

  /** With modes of control, as the blend says. */
  ControlledDenoiser controlled(ControlBlend blend);

  /**
   * With modes of control that were distilled to few steps without guidance.
   *
   * @throws CheckpointException where the family has none
   */
  ControlledDenoiser distilled(ControlBlend blend);

  /**
   * The plain denoiser with a classic ControlNet.
   *
   * @throws CheckpointException where the family has none
   */
  ControlledDenoiser baseline(double scale);
}
