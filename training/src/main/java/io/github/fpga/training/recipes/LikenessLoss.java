package io.github.fpga.training.recipes;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.recipes.faces.LatentFaces;
import io.github.fpga.training.recipes.faces.LatentRecogniser;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * How little the faces a denoiser is about to draw resemble the true ones in the eyes of the frozen
 * {@link LatentRecogniser}: 1 - cosine of their embeddings, and the mean squared difference of the
 * attributes it reads, weighted by alphasCumprod, because at high noise nobody can know a face. The
 * squared error of latents spends itself on clothes and walls; this is about what makes a person.
 * Our definition; the idea of an identity loss on the predicted clean picture is PortraitBooth's
 * (arXiv 2312.06354).
 */
final class LikenessLoss {

  private final LatentRecogniser recogniser;
  private final double weight;

  /**
   * @param weights of the recogniser
   * @param weight of this loss beside the squared error
   */
  LikenessLoss(Weights weights, int channels, int dimensions, double weight) {
    int read = weights.has("attributes.weight") ? Identity.featureNames().size() : 0;
    recogniser =
        weights
            .converted(Precision.BF16.type())
            .build(w -> new LatentRecogniser(w, channels, dimensions, read));
    this.weight = weight;
  }

  /**
   * The loss of a batch, a scalar; 0 without faces.
   *
   * @param predicted_BCHW clean latents as predicted, with gradients
   * @param clean_BCHW the true ones
   * @param alphasCumprod the noise level of each row
   */
  Tensor of(Tensor predicted_BCHW, Tensor clean_BCHW, LatentFaces faces, double... alphasCumprod) {
    int count = faces.rows().size();
    if (count == 0) {
      return Tensors.zeros(1).squeeze();
    }
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (weight * alphasCumprod[faces.rows().get(i)] / count);
    }
    LatentRecogniser.Seen truth;
    try (NoGradGuard guard = new NoGradGuard()) {
      truth = recogniser.see(clean_BCHW, faces);
    }
    LatentRecogniser.Seen found = recogniser.see(predicted_BCHW, faces);
    Tensor cosines = found.embeddings_FD().mul(truth.embeddings_FD()).sum(1);
    Tensor unlike = Tensors.add(cosines.neg(), 1);
    if (found.attributes_FA().isPresent()) {
      Tensor off = found.attributes_FA().get().sub(truth.attributes_FA().orElseThrow());
      unlike = unlike.add(off.square().mean(new long[] {1}, false, null));
    }
    return unlike.mul(Tensors.of(weights, count)).sum();
  }
}
