package io.github.fpga.models.repcontrolnet;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * How a base tensor Th and its modal copies Th_k add up: alpha * Th + sum_k beta_k * Th_k. Source:
 * RepControlNet, arXiv 2408.09240.
 */
public sealed interface Blend permits Tied, Free {

  /** The weight of the base beside modes of these strengths. */
  double alpha(List<Double> betas);

  /**
   * The merged tensor.
   *
   * @param base Th, fp32
   * @param copies Th_k, fp32, one per beta
   */
  Tensor merge(Tensor base, List<Tensor> copies, List<Double> betas);
}
