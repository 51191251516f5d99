package io.github.fpga.models.repcontrolnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Layer by layer: a merged tensor computes what the branches compute, added before nonlinearities.
 */
class TwoBranchTest {

  private static final Tied TIED = new Tied(0.1);

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void convolutions() {
    check(
        w -> {
          Conv2d conv = new Conv2d(w.at("mid_block.resnets.0.conv1"), 12, 20, 3, 2, 1);
          return conv.apply(noise(2, 12, 9, 7));
        });
  }

  @Test
  void linearMapsWithAndWithoutBias() {
    for (boolean bias : new boolean[] {true, false}) {
      check(w -> new Linear(w.at("x.attn1.to_q"), 24, 40, bias).apply(noise(2, 5, 24)));
    }
  }

  @Test
  void residualBlocks() {
    check(
        w -> {
          ResnetBlock block = new ResnetBlock(w.at("mid_block.resnets.0"), 8, 16, 12, 4, 1e-5);
          return block.apply(noise(2, 8, 6, 6), noise(2, 12));
        });
  }

  /** The definition itself, written out with three separate layers. */
  @Test
  void branchesAreTheWeightedSumOfThreeLayers() {
    Function<Weights, Tensor> layer =
        w -> new Linear(w.at("x.ff.net.2"), 24, 40).apply(noise(2, 5, 24));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor expected =
          Tensors.combine(1 - 0.1 * 1.3, layer.apply(base()), 0.8, layer.apply(Weights.random(1)))
              .add(Tensors.mul(layer.apply(Weights.random(2)), 0.5));
      Tensor branches = layer.apply(RepControl.twoBranch(base(), TIED, modes(), Precision.FP32));
      assertTrue(TinyUNet.relativeError(expected, branches) < 1e-6);
    }
  }

  @Test
  void tensorsWithoutCopiesAreTheBases() {
    Function<Weights, Tensor> layer =
        w -> new Linear(w.at("time_embedding.linear_1"), 24, 40).apply(noise(2, 5, 24));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor branches = layer.apply(RepControl.twoBranch(base(), TIED, modes(), Precision.FP32));
      assertEquals(0, TinyUNet.relativeError(layer.apply(base()), branches));
    }
  }

  /** Merged against branches, fp32: 1e-4 is asked for, some 1e-6 is what rounding makes of it. */
  private static void check(Function<Weights, Tensor> layer) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor branches = layer.apply(RepControl.twoBranch(base(), TIED, modes(), Precision.FP32));
      Tensor merged = layer.apply(RepControl.merge(base(), TIED, modes(), Precision.FP32));
      assertTrue(TinyUNet.relativeError(branches, merged) < 1e-5);
      assertTrue(TinyUNet.relativeError(layer.apply(base()), merged) > 0.01);
    }
  }

  private static List<Mode> modes() {
    return List.of(TinyUNet.random("skeleton", 1, 0.8), TinyUNet.random("landmark", 2, 0.5));
  }

  private static Weights base() {
    return Weights.random(7);
  }

  private static Tensor noise(long... shape) {
    return NoiseSource.seeded(3).gaussian(shape);
  }
}
