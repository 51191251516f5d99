package io.github.fpga.training;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Fits a linear map to twice the identity, on inputs that depend on the step. */
public final class Regression implements TrainingTask {

  private final TrainableWeights weights;
  private final Tensor weight;
  private final int size;

  public Regression(int size) {
    this(size, 1);
  }

  /** With a start of its own. */
  public Regression(int size, long seed) {
    this.size = size;
    weights = new TrainableWeights(Weights.random(seed), Precision.FP32);
    weight = weights.weights().parameter("w", Init.normal(1), size, size).value();
  }

  public Tensor weight() {
    return weight;
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  @Override
  public Tensor loss(long step) {
    Tensor x = NoiseSource.seeded(step).gaussian(16, size);
    return x.matmul(weight).sub(Tensors.mul(x, 2)).square().mean();
  }
}
