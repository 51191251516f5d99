package io.github.fpga.pipelines.family;

import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.unet.UNet2DConditionModel;
import org.bytedeco.pytorch.Tensor;

/**
 * A denoiser with one mode of control merged into it, and the adapter that goes with it.
 *
 * @param unet the merged network
 * @param adapter from control pictures to features
 * @param beta the strength it was merged with
 */
public record ControlledDenoiser(UNet2DConditionModel unet, ControlAdapter adapter, double beta) {

  /**
   * What to add to the first convolution; once per picture.
   *
   * @param control_BCHW drawings in [0, 1]
   */
  public Tensor feature(Tensor control_BCHW) {
    return adapter.apply(control_BCHW, beta);
  }
}
