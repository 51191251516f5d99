package io.github.fpga.diffusion;

import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Guidance by two conditions with a scale each (Brooks et al., InstructPix2Pix, arXiv 2211.09800,
 * equation 3): {@code none + first * (one - none) + second * (both - one)}, where {@code none},
 * {@code one} and {@code both} are predicted under neither condition, the first, and both. With
 * equal scales it is {@link Guidance} by both at once.
 *
 * @param first scale of the first condition, at least 0
 * @param second scale of the second one, at least 0
 */
public record ComposedGuidance(double first, double second) {

  /** Throws IllegalArgumentException for scales out of range. */
  public ComposedGuidance {
    require("first", first);
    require("second", second);
  }

  private static void require(String name, double scale) {
    if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the %s scale must be at least 0, got %s".formatted(name, scale));
    }
  }

  /** Whether any prediction but that under both conditions is needed. */
  public boolean enabled() {
    return first != 1 || second != 1;
  }

  /** Rows through the network per row of latents: 1, 2 or 3. */
  public int evaluations() {
    return !enabled() ? 1 : first == second ? 2 : 3;
  }

  /**
   * A guided denoiser for B latents, where guidance acts in places: {@code both} where the share is
   * 0, the whole scales where it is 1, {@code 1 + share * (scale - 1)} between.
   *
   * @param share_B1HW in [0, 1]; as long as the denoiser is used it must not be closed
   * @param noneAndBoth takes 2B rows: 0..B-1 under neither condition, B..2B-1 under both
   * @param one takes B rows under the first condition; not asked where the scales are equal
   */
  public Denoiser within(Tensor share_B1HW, Denoiser noneAndBoth, Denoiser one) {
    return (latents, timestep) -> {
      long rows = latents.size(0);
      Tensor two = noneAndBoth.predict(Tensors.cat(0, latents, latents), timestep);
      Tensor none = two.narrow(0, 0, rows);
      Tensor both = two.narrow(0, rows, rows);
      Tensor push =
          first == second
              ? Tensors.mul(both.sub(none), first - 1)
              : push(none, one.predict(latents, timestep), both);
      return both.addcmul(share_B1HW, push);
    };
  }

  private Tensor push(Tensor none, Tensor one, Tensor both) {
    return Tensors.combine(first - 1, one.sub(none), second - 1, both.sub(one));
  }
}
