package io.github.fpga.diffusion;

import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** Repainting a part of a picture, by either of the two ways of Stable Diffusion. */
public final class Inpainting {

  private Inpainting() {}

  /**
   * For a denoiser that knows nothing of masks: after each step everything outside the mask gets
   * the picture's own latents again, noised to the level the step has reached, and in the end clean
   * (Lugmayr et al. 2201.09865, without resampling).
   *
   * @param grid the grid of the run
   * @param mask_B1HW 1 where the picture is painted anew, 0 where it stays; between, both blend
   * @param latents_BCHW the picture's clean latents
   * @param noise_BCHW standard normal; the one that started the run, so that levels agree
   */
  public static LatentHook keepOutside(
      TimestepGrid grid, Tensor mask_B1HW, Tensor latents_BCHW, Tensor noise_BCHW) {
    return (point, painted) -> {
      boolean end = point == grid.size();
      Tensor kept =
          end
              ? latents_BCHW
              : NoiseSchedule.addNoiseAt(grid.alphaCumprod(point), latents_BCHW, noise_BCHW);
      return painted.mul(mask_B1HW).add(kept.mul(Tensors.add(mask_B1HW.neg(), 1)));
    };
  }

  /**
   * For a denoiser trained to repaint: it sees the mask and the picture without the masked part as
   * further channels behind the latents.
   *
   * @param denoiser one of C + 1 + C channels
   * @param mask_B1HW 1 where the picture is painted anew; B rows, or fewer that repeat, as in a
   *     guided batch
   * @param masked_BCHW latents of the picture with its masked part grey; likewise
   */
  public static Denoiser masked(Denoiser denoiser, Tensor mask_B1HW, Tensor masked_BCHW) {
    return (latents, timestep) -> {
      long rows = latents.size(0);
      return denoiser.predict(
          Tensors.cat(1, latents, rows(mask_B1HW, rows), rows(masked_BCHW, rows)), timestep);
    };
  }

  private static Tensor rows(Tensor x, long rows) {
    return x.size(0) == rows ? x : x.repeat(rows / x.size(0), 1, 1, 1);
  }
}
