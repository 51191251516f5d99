package io.github.fpga.models.repcontrolnet;

import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.NativeMemory;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RepControlLifetimeTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void trainingStepsLeaveNothingBehind() {
    Weights base = Weights.random(7);
    TrainableWeights copies = ModalWeights.trainable(base, 0.1);
    List<Mode> modes = List.of(new Mode("skeleton", copies.weights(), 1));
    ResnetBlock block =
        block(RepControl.reparameterize(base, new Tied(0.1), modes, Precision.BF16));
    NativeMemory.assertFlat(
        1000,
        () -> {
          try (Scope scope = Scope.open()) {
            run(block, ScalarType.BFloat16).to(ScalarType.Float).square().mean().backward();
          }
        });
  }

  @Test
  void mergedStepsLeaveNothingBehind() {
    List<Mode> modes = List.of(TinyUNet.random("skeleton", 1, 1));
    ResnetBlock block =
        block(RepControl.merge(Weights.random(7), new Tied(0.1), modes, Precision.FP32));
    NativeMemory.assertFlat(
        1000,
        () -> {
          try (Scope scope = Scope.open();
              NoGradGuard guard = new NoGradGuard()) {
            run(block, ScalarType.Float);
          }
        });
  }

  private static ResnetBlock block(Weights weights) {
    return new ResnetBlock(weights.at("mid_block.resnets.0"), 8, 16, 0, 4, 1e-5);
  }

  private static Tensor run(ResnetBlock block, ScalarType type) {
    return block.apply(NoiseSource.seeded(1).gaussian(1, 8, 6, 6).to(type));
  }
}
