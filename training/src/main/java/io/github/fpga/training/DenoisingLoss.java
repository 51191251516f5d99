package io.github.fpga.training;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** The denoising objective, weighted towards faces. */
public final class DenoisingLoss {

  /** The denoiser in training: noisy latents and timesteps to a prediction. */
  @FunctionalInterface
  public interface Prediction {
    Tensor predict(Tensor latents_BCHW, Tensor timesteps_B);
  }

  /** What else is asked of the clean latents that a prediction implies. */
  @FunctionalInterface
  public interface CleanLoss {

    /** Nothing else. */
    CleanLoss NONE = (predicted, alphasCumprod) -> Tensors.zeros(1).squeeze();

    /**
     * A scalar to add to the loss.
     *
     * @param predicted_BCHW the clean latents that the prediction implies, with gradients
     * @param alphasCumprod the noise level of each row
     */
    Tensor of(Tensor predicted_BCHW, double... alphasCumprod);
  }

  private final NoiseSchedule schedule;
  private final double faceWeight;

  /**
   * @param faceWeight lambda: a cell fully inside a face counts 1 + lambda times
   */
  public DenoisingLoss(NoiseSchedule schedule, double faceWeight) {
    this.schedule = schedule;
    this.faceWeight = faceWeight;
  }

  /**
   * Weighted mean squared error between the prediction at random noise levels and its target.
   *
   * @param latents_BCHW clean latents, fp32
   * @param faces_B1HW share of each latent cell that is face, in [0, 1]
   * @param random where noise levels and noise come from
   */
  public Tensor of(
      Tensor latents_BCHW, Tensor faces_B1HW, RandomGenerator random, Prediction network) {
    return of(latents_BCHW, faces_B1HW, random, network, CleanLoss.NONE);
  }

  /**
   * As above, with a further loss on the clean latents that the predictions imply.
   *
   * @param clean what else is asked of them
   */
  public Tensor of(
      Tensor latents_BCHW,
      Tensor faces_B1HW,
      RandomGenerator random,
      Prediction network,
      CleanLoss clean) {
    int rows = (int) latents_BCHW.size(0);
    int[] timesteps = new int[rows];
    float[] values = new float[rows];
    // Stratified over the batch: less noise in the gradient than independent draws.
    double offset = random.nextDouble();
    for (int i = 0; i < rows; i++) {
      timesteps[i] = (int) ((i + offset) / rows * schedule.size());
      values[i] = timesteps[i];
    }
    Tensor noise = NoiseSource.seeded(random.nextLong()).gaussian(Shapes.of(latents_BCHW));
    Tensor noisy = schedule.addNoise(latents_BCHW, noise, timesteps);
    Tensor target = schedule.trainingTarget(latents_BCHW, noise, timesteps);
    Tensor prediction = network.predict(noisy, Tensors.of(values, rows));
    Tensor weight = Tensors.add(Tensors.mul(faces_B1HW, faceWeight), 1);
    Tensor error = prediction.sub(target).square().mul(weight).mean().div(weight.mean());
    if (clean == CleanLoss.NONE) {
      return error;
    }
    double[] levels = IntStream.of(timesteps).mapToDouble(schedule::alphaCumprod).toArray();
    return error.add(clean.of(schedule.predictedX0(noisy, prediction, timesteps), levels));
  }
}
