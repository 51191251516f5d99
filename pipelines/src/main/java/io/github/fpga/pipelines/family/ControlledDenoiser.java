package io.github.fpga.pipelines.family;

import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.unet.UNet2DConditionModel;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A denoiser with one or more modes of control merged into it, and the adapters that go with them.
 *
 * @param unet the merged network
 * @param controls by mode
 */
public record ControlledDenoiser(UNet2DConditionModel unet, Map<ControlMode, Control> controls) {

  /**
   * What a mode adds beside the merged weights.
   *
   * @param adapter from control pictures to features
   * @param beta the strength it was merged with
   */
  public record Control(ControlAdapter adapter, double beta) {}

  /** Copies the map. */
  public ControlledDenoiser {
    controls = Map.copyOf(controls);
  }

  /**
   * What to add to the first convolution; once per picture, the sum over the modes.
   *
   * @param mode one of those merged
   * @param control_BCHW drawings in [0, 1]
   */
  public Tensor feature(ControlMode mode, Tensor control_BCHW) {
    Control control = controls.get(mode);
    return control.adapter().apply(control_BCHW, control.beta());
  }
}
