package io.github.fpga.pipelines.generate;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Inpainting;
import io.github.fpga.diffusion.LatentHook;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.family.Repainting;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What a picture is painted over.
 *
 * @param picture of the portrait's size
 * @param alpha 1 where it is painted anew, 0 where it stays, row-major; null for everywhere
 * @param strength share of the sampling's steps
 */
record Canvas(BufferedImage picture, float[] alpha, double strength) {

  /** Brings picture and mask to the portrait's size. */
  static Canvas of(RepaintRequest request) {
    int width = request.portrait().width();
    int height = request.portrait().height();
    BufferedImage picture = Warps.resize(request.picture().image(), width, height);
    if (request.mask() == null) {
      return new Canvas(picture, null, request.strength());
    }
    int[] mask = Pictures.pixels(Warps.resize(request.mask().image(), width, height));
    float[] alpha = new float[mask.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = ((mask[i] >> 16 & 255) + (mask[i] >> 8 & 255) + (mask[i] & 255)) / 765f;
    }
    return new Canvas(picture, alpha, request.strength());
  }

  /** Where a run over this picture starts. */
  Tensor start(TimestepGrid grid, Tensor latents, Tensor noise) {
    return strength == 1 ? grid.initialLatents(noise) : grid.addNoise(latents, noise);
  }

  /** What keeps the rest of the picture, for denoisers that know nothing of masks. */
  LatentHook keeper(TimestepGrid grid, int cell, Tensor latents, Tensor noise) {
    return alpha == null
        ? LatentHook.NONE
        : Inpainting.keepOutside(grid, cells(cell), latents, noise);
  }

  /** A denoiser trained to repaint, shown what is to be painted; without a mask all of it. */
  Denoiser shown(PortraitModels models, Denoiser denoiser) {
    return Repainting.over(
        models,
        denoiser,
        List.of(picture),
        Collections.singletonList(alpha),
        cells(models.traits().cell()));
  }

  /** The latent cells that are to be painted at all, (1, 1, h, w). */
  private Tensor cells(int cell) {
    int width = picture.getWidth() / cell;
    int height = picture.getHeight() / cell;
    float[] cells = new float[width * height];
    for (int y = 0; y < height * cell; y++) {
      for (int x = 0; x < width * cell; x++) {
        if (alpha == null || alpha[y * picture.getWidth() + x] > 0) {
          cells[y / cell * width + x / cell] = 1;
        }
      }
    }
    return Tensors.of(cells, 1, 1, height, width);
  }

  /** The new picture where it was to be painted, the old one elsewhere. */
  BufferedImage over(BufferedImage painted) {
    if (alpha == null) {
      return painted;
    }
    int[] before = Pictures.pixels(picture);
    int[] after = Pictures.pixels(painted);
    for (int i = 0; i < before.length; i++) {
      before[i] = blend(before[i], after[i], alpha[i]);
    }
    return Pictures.of(picture.getWidth(), picture.getHeight(), before);
  }

  private static int blend(int under, int over, float share) {
    int result = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = under >> shift & 255;
      int b = over >> shift & 255;
      result |= Math.round(a + share * (b - a)) << shift;
    }
    return result;
  }
}
