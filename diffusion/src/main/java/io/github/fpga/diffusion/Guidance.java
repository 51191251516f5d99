package io.github.fpga.diffusion;

import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Classifier-free guidance (Ho and Salimans, 2207.12598).
 *
 * @param guidanceScale weight of the condition, at least 0; at 1 the condition alone
 * @param rescale share in [0, 1] of the result brought back to the condition's contrast (Lin et al.
 *     2305.08891, section 3.4)
 */
public record Guidance(double guidanceScale, double rescale) {

  /** The condition alone. */
  public static final Guidance OFF = new Guidance(1);

  /** Throws IllegalArgumentException for values out of range. */
  public Guidance {
    if (!(guidanceScale >= 0 && guidanceScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("guidanceScale must be at least 0, got " + guidanceScale);
    }
    if (!(rescale >= 0 && rescale <= 1)) {
      throw new IllegalArgumentException("rescale must be in [0, 1], got " + rescale);
    }
  }

  /** Guidance without rescaling. */
  public Guidance(double guidanceScale) {
    this(guidanceScale, 0);
  }

  /** Whether a second, unconditional prediction is needed at all. */
  public boolean enabled() {
    return guidanceScale != 1;
  }

  /**
   * A guided denoiser for B latents from one that takes 2B: rows 0..B-1 under the negative
   * condition, rows B..2B-1 under the positive one (the order of diffusers).
   */
  public Denoiser of(Denoiser batched) {
    return (latents, timestep) -> {
      long rows = latents.size(0);
      Tensor both = batched.predict(Tensors.cat(0, latents, latents), timestep);
      return combine(both.narrow(0, 0, rows), both.narrow(0, rows, rows));
    };
  }

  /**
   * {@code negative + guidanceScale * (positive - negative)}, rescaled.
   *
   * @return a prediction of the same shape, owned by the current scope
   */
  public Tensor combine(Tensor negative, Tensor positive) {
    if (!enabled()) {
      return positive;
    }
    try (Scalar scale = new Scalar(guidanceScale)) {
      Tensor guided = negative.lerp(positive, scale);
      return rescale == 0 ? guided : rescaled(guided, positive);
    }
  }

  private Tensor rescaled(Tensor guided, Tensor positive) {
    long[] perRow = LongStream.range(1, Shapes.of(guided).length).toArray();
    Tensor contrast = std(positive, perRow).div(std(guided, perRow));
    return guided.mul(Tensors.add(Tensors.mul(contrast, rescale), 1 - rescale));
  }

  private static Tensor std(Tensor x, long[] dimensions) {
    return x.std(dimensions, true, true);
  }
}
