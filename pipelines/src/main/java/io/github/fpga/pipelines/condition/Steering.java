package io.github.fpga.pipelines.condition;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Small conversions between drawings, conditions and denoisers. */
public final class Steering {

  private Steering() {}

  /** Drawings of one size as (B, 3, H, W) in [0, 1]. */
  public static Tensor control(List<BufferedImage> drawings) {
    return Tensors.add(Tensors.mul(Images.toTensor(drawings), 0.5), 0.5);
  }

  /**
   * The control feature for a guided batch.
   *
   * @param feature_BCHW of the wanted rows
   * @param both whether the unwanted rows see it too; zeros otherwise
   */
  public static Tensor guidedFeature(Tensor feature_BCHW, boolean both) {
    return Tensors.cat(0, both ? feature_BCHW : torch.zeros_like(feature_BCHW), feature_BCHW);
  }

  /**
   * A network with its conditioning; all rows are at the same timestep.
   *
   * @param rest all of the conditioning but what each step attends to
   */
  public static Denoiser denoiser(
      UNet2DConditionModel unet, StepAttention attention, UnaryOperator<Conditioning> rest) {
    return (latents, timestep) ->
        unet.predict(
            latents, timestep(timestep), rest.apply(Conditioning.of(attention.at(timestep))));
  }

  /** A timestep for all rows. */
  public static Tensor timestep(double timestep) {
    return Tensors.of(new float[] {(float) timestep}, 1);
  }

  /** A denoiser for B rows from one over a guided batch, or the same where guidance is off. */
  public static Denoiser guided(Guidance guidance, Denoiser denoiser) {
    return guidance.enabled() ? guidance.of(denoiser) : denoiser;
  }
}
