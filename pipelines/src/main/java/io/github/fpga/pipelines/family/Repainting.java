package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Inpainting;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Denoisers that were trained to repaint see, beside latents, what is to be painted and the picture
 * around it.
 */
public final class Repainting {

  private static final int GREY = 0x808080;

  private Repainting() {}

  /** Whether a family's denoiser was trained to repaint: it sees more than latents. */
  public static boolean by(PortraitModels models) {
    return models.plainDenoiser().unet().config().inChannels() > models.traits().latentChannels();
  }

  /**
   * A family's denoiser over pictures of which a part is painted anew; the same where it sees
   * latents alone.
   *
   * @param pictures of one size
   * @param alphas per picture 1 where it is painted anew, row by row; null for everywhere
   * @param cells_B1HW 1 where a latent cell is painted anew at all
   */
  public static Denoiser over(
      PortraitModels models,
      Denoiser denoiser,
      List<BufferedImage> pictures,
      List<float[]> alphas,
      Tensor cells_B1HW) {
    if (!by(models)) {
      return denoiser;
    }
    List<BufferedImage> masked = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      masked.add(masked(pictures.get(i), alphas.get(i)));
    }
    return Inpainting.masked(denoiser, cells_B1HW, models.latents(masked));
  }

  /** Grey where it is painted anew. */
  private static BufferedImage masked(BufferedImage picture, float[] alpha) {
    int[] pixels = Pictures.pixels(picture);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = alpha == null || alpha[i] >= 0.5f ? GREY : pixels[i];
    }
    return Pictures.of(picture.getWidth(), picture.getHeight(), pixels);
  }
}
