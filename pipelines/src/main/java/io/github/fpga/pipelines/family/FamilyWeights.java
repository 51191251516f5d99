package io.github.fpga.pipelines.family;

import io.github.fpga.tensor.Weights;

/**
 * A family's tensors, one tree per network; only read.
 *
 * @param autoencoder by AutoencoderKL's keys
 * @param text by CLIPTextModel's keys, {@code text_model...}
 * @param denoiser by UNet2DConditionModel's keys
 * @param skeleton RepControlNet's skeleton mode
 * @param landmark RepControlNet's landmark mode
 * @param identity by IP-Adapter's keys
 * @param controlNet by ControlNetModel's keys; null where the family has no baseline
 */
public record FamilyWeights(
    Weights autoencoder,
    Weights text,
    Weights denoiser,
    Control skeleton,
    Control landmark,
    Weights identity,
    Weights controlNet) {

  /**
   * One mode of control.
   *
   * @param modal the modal copies, by the denoiser's keys
   * @param adapter by ControlAdapter's keys
   */
  public record Control(Weights modal, Weights adapter) {}

  /** The tensors of a mode. */
  public Control control(ControlMode mode) {
    return mode == ControlMode.SKELETON ? skeleton : landmark;
  }
}
