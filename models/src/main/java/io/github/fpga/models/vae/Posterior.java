package io.github.fpga.models.vae;

import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * The normal distribution of a picture's latents, before the scaling factor; diffusers'
 * DiagonalGaussianDistribution.
 *
 * @param mean (B, latent, h, w)
 * @param logVariance of the same shape, in [-30, 20]
 */
public record Posterior(Tensor mean, Tensor logVariance) {

  /**
   * @param moments_BCHW mean and log-variance, one behind the other; the latter is clamped here
   */
  static Posterior of(Tensor moments_BCHW) {
    long channels = moments_BCHW.size(1) / 2;
    try (Scalar low = new Scalar(-30);
        Scalar high = new Scalar(20);
        ScalarOptional lowest = new ScalarOptional(low);
        ScalarOptional highest = new ScalarOptional(high)) {
      Tensor logVariance = moments_BCHW.narrow(1, channels, channels).clamp(lowest, highest);
      return new Posterior(moments_BCHW.narrow(1, 0, channels), logVariance);
    }
  }

  /** The standard deviation, of the mean's shape. */
  public Tensor deviation() {
    return Tensors.mul(logVariance, 0.5).exp();
  }

  /**
   * @param noise standard normal, of the mean's shape
   */
  public Tensor sample(Tensor noise) {
    Shapes.require("noise", noise, Shapes.of(mean));
    return mean.add(deviation().mul(noise));
  }
}
