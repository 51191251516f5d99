package io.github.fpga.training;

import io.github.fpga.tensor.Scope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101) and an exponential
 * moving average of the weights, on one flat vector.
 */
public final class AdamW {

  /** Elements per pass: five vectors of this length stay in the second-level cache. */
  private static final long CHUNK = 1 << 16;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.99;
  private static final double EPSILON = 1e-8;

  private final FlatParameters parameters;
  private final double weightDecay;
  private final Tensor mean;
  private final Tensor variance;
  private final Tensor ema;

  public AdamW(FlatParameters parameters, double weightDecay) {
    this.parameters = parameters;
    this.weightDecay = weightDecay;
    long n = parameters.values().numel();
    mean = Scope.own(torch.zeros(n));
    variance = Scope.own(torch.zeros(n));
    ema = Scope.own(parameters.values().clone());
  }

  /**
   * One update from the gradients, which are clipped to a global norm first.
   *
   * @param step number of this update, from 1
   * @param learningRate step size
   * @param maxNorm largest gradient norm
   * @param emaDecay weight of the past in the moving average, in [0, 1)
   * @return the gradient norm before clipping; the update is left out where it is not finite
   */
  public double step(long step, double learningRate, double maxNorm, double emaDecay) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      double norm = parameters.gradients().norm().item_float();
      if (!Double.isFinite(norm)) {
        return norm;
      }
      double clip = Math.min(1, maxNorm / (norm + 1e-6));
      long n = mean.numel();
      for (long from = 0; from < n; from += CHUNK) {
        update(from, Math.min(CHUNK, n - from), step, learningRate, clip, emaDecay);
      }
      return norm;
    }
  }

  private void update(
      long from, long length, long step, double learningRate, double clip, double emaDecay) {
    try (Scope scope = Scope.open()) {
      Tensor value = parameters.values().narrow(0, from, length);
      Tensor gradient = parameters.gradients().narrow(0, from, length);
      Tensor m = mean.narrow(0, from, length);
      Tensor v = variance.narrow(0, from, length);
      gradient.mul_(new Scalar(clip));
      m.lerp_(gradient, new Scalar(1 - BETA1));
      v.mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
      double correction1 = 1 - Math.pow(BETA1, step);
      double correction2 = Math.sqrt(1 - Math.pow(BETA2, step));
      Tensor denominator = v.sqrt().div_(new Scalar(correction2)).add_(new Scalar(EPSILON));
      value.mul_(new Scalar(1 - learningRate * weightDecay));
      value.addcdiv_(m, denominator, new Scalar(-learningRate / correction1));
      ema.narrow(0, from, length).lerp_(value, new Scalar(1 - emaDecay));
    }
  }

  /** The moving average of the weights, flat. */
  public Tensor ema() {
    return ema;
  }

  /** First moments, flat; for checkpoints. */
  public Tensor mean() {
    return mean;
  }

  /** Second moments, flat; for checkpoints. */
  public Tensor variance() {
    return variance;
  }
}
