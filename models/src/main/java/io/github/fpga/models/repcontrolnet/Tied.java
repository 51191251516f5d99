package io.github.fpga.models.repcontrolnet;

import io.github.fpga.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * alpha = 1 - gamma * sum_k beta_k, so that copies at gamma * Th change nothing, whatever their
 * strength: Th' = Th + sum_k beta_k * (Th_k - gamma * Th). Our definition.
 *
 * @param gamma the share of the base that the copies started with, from 0 to below 1
 */
public record Tied(double gamma) implements Blend {

  public Tied {
    requireGamma(gamma);
  }

  @Override
  public double alpha(List<Double> betas) {
    return 1 - gamma * betas.stream().mapToDouble(Double::doubleValue).sum();
  }

  /**
   * In this very form: a difference of equal products is exactly zero, and leaves Th bit by bit.
   */
  @Override
  public Tensor merge(Tensor base, List<Tensor> copies, List<Double> betas) {
    Tensor share = Tensors.mul(base, gamma);
    Tensor sum = base;
    for (int k = 0; k < copies.size(); k++) {
      try (Scalar beta = new Scalar(betas.get(k))) {
        sum = sum.add(copies.get(k).sub(share), beta);
      }
    }
    return sum;
  }

  static double requireGamma(double gamma) {
    if (!(gamma >= 0 && gamma < 1)) {
      throw new IllegalArgumentException("gamma must be from 0 to below 1, got " + gamma);
    }
    return gamma;
  }
}
