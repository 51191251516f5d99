package io.github.fpga.testkit;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/** Scopes, noise, weights and pictures leave nothing behind in 1,000 calls. */
class ScopeLifetimeTest {

  private static final int CALLS = 1000;

  @Test
  void nestedScopes() {
    NoiseSource noise = NoiseSource.seeded(1);
    NativeMemory.assertFlat(
        CALLS,
        () -> {
          try (Scope step = Scope.open()) {
            Tensor x = noise.gaussian(1, 4, 64, 64);
            Tensor y = Scope.inference(() -> Tensors.combine(0.5, x, 0.5, Tensors.add(x, 1)));
            Tensors.floats(Scope.of(() -> Tensors.cat(1, x, y).mean()));
          }
        });
  }

  @Test
  void aStateCarriedFromStepToStep() {
    Tensor[] state = {Scope.own(NoiseSource.seeded(1).gaussian(1, 4, 64, 64))};
    NativeMemory.assertFlat(
        CALLS,
        () -> {
          Tensor last = state[0];
          try (Scope step = Scope.open()) {
            state[0] = Scope.own(Tensors.mul(last, 0.99));
          }
          last.close();
        });
  }

  @Test
  void gradientsOfTrainableWeights() {
    TrainableWeights trainable = new TrainableWeights(Weights.random(1), Precision.BF16);
    Parameter weight = trainable.weights().parameter("w", Init.fanIn(64), 64, 64);
    Parameter merged =
        trainable
            .weights()
            .reparameterized((key, base, init, shape) -> () -> Tensors.mul(base.value(), 2))
            .parameter("w", Init.fanIn(64), 64, 64);
    NativeMemory.assertFlat(
        CALLS,
        () -> {
          try (Scope step = Scope.open()) {
            weight.value().matmul(merged.value()).to(ScalarType.Float).sum().backward();
            try (NoGradGuard guard = new NoGradGuard()) {
              Tensor master = trainable.masters().get("w");
              master.sub_(Tensors.mul(master.grad(), 1e-6));
              master.grad().zero_();
            }
          }
        });
  }

  @Test
  void pictures() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    NativeMemory.assertFlat(
        CALLS,
        () -> {
          try (Scope scope = Scope.open()) {
            Images.toImage(Images.toTensor(image));
          }
        });
  }

  @Test
  void readingACheckpoint() {
    Path file = Golden.file("vae_tiny.safetensors");
    Checkpoint checkpoint = Checkpoint.open(file);
    NativeMemory.assertFlat(
        CALLS,
        () -> {
          try (Scope scope = Scope.open()) {
            for (String key : checkpoint.keys()) {
              checkpoint.tensor(key).sum();
            }
          }
        });
  }
}
