package io.github.fpga.pipelines.family;

import io.github.fpga.tensor.Weights;
import java.util.Map;

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
 * @param distilled both modes distilled to few steps; null where the family has none
 */
public record FamilyWeights(
    Weights autoencoder,
    Weights text,
    Weights denoiser,
    Control skeleton,
    Control landmark,
    Weights identity,
    Weights controlNet,
    Distilled distilled) {

  /**
   * One mode of control.
   *
   * @param modal the modal copies, by the denoiser's keys
   * @param adapter by ControlAdapter's keys
   */
  public record Control(Weights modal, Weights adapter) {}

  /**
   * The modes as recipe {@code fewstep} leaves them; they merge into the same denoiser.
   *
   * @param skeleton RepControlNet's skeleton mode
   * @param landmark RepControlNet's landmark mode
   */
  public record Distilled(Control skeleton, Control landmark) {}

  /** The modes by name. */
  Map<ControlMode, Control> controls() {
    return Map.of(ControlMode.SKELETON, skeleton, ControlMode.LANDMARK, landmark);
  }

  /** The distilled modes by name; only where there are any. */
  Map<ControlMode, Control> distilledControls() {
    return Map.of(
        ControlMode.SKELETON, distilled.skeleton(), ControlMode.LANDMARK, distilled.landmark());
  }
}
