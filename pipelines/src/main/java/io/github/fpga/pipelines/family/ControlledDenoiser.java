package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.faces.Point;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.condition.StepAttention;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A family's denoiser in one or more modes of control, however the family controls it: by merged
 * weights or by a network beside it. Everything but {@link #steered}'s result is made once per
 * picture.
 */
public interface ControlledDenoiser {

  /** The network whose cross-attention people and prompts reach. */
  UNet2DConditionModel unet();

  /**
   * The same control over a changed network.
   *
   * @param changed from {@link #unet}
   */
  ControlledDenoiser withUnet(UNet2DConditionModel changed);

  /**
   * Prompts as these networks take them.
   *
   * @param width of the picture in pixels
   */
  PromptRows prompts(TextStates text, int width, int height);

  /**
   * The control picture of faces, as these networks know it.
   *
   * @param five eye centres, nose tip and mouth corners of each face, in its pixels
   */
  BufferedImage drawFaces(List<List<Point>> five, int width, int height);

  /**
   * What control pictures add; owned by the current scope.
   *
   * @param mode one of those this denoiser has
   * @param control_BCHW drawings in [0, 1]
   * @return (B, channels, h, w) at latent size; null where the family has no control
   */
  Tensor feature(ControlMode mode, Tensor control_BCHW);

  /**
   * The denoiser of a batch.
   *
   * @param attention what it attends to in each step, text included
   * @param feature from {@link #feature}, of the wanted rows; null for no control
   * @param both whether a guided batch's unwanted rows see the control too
   */
  Denoiser steered(PromptRows prompts, StepAttention attention, Tensor feature, boolean both);
}
