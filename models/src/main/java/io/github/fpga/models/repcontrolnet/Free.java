package io.github.fpga.models.repcontrolnet;

import io.github.fpga.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A given alpha, independent of the strengths: the paper's form, an ablation here. It is not the
 * base at the start, unless alpha happens to be {@link Tied#alpha}.
 *
 * @param alpha weight of the base
 */
public record Free(double alpha) implements Blend {

  public Free {
    if (!Double.isFinite(alpha)) {
      throw new IllegalArgumentException("alpha must be finite, got " + alpha);
    }
  }

  @Override
  public double alpha(List<Double> betas) {
    return alpha;
  }

  @Override
  public Tensor merge(Tensor base, List<Tensor> copies, List<Double> betas) {
    Tensor sum = Tensors.mul(base, alpha);
    for (int k = 0; k < copies.size(); k++) {
      sum = sum.add(Tensors.mul(copies.get(k), betas.get(k)));
    }
    return sum;
  }
}
