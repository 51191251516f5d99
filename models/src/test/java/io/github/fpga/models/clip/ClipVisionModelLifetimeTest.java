package io.github.fpga.models.clip;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.NativeMemory;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ClipVisionModelLifetimeTest {

  @Test
  void preprocessingAndEncodingLeaveNothingBehind() {
    Engine.start();
    ClipVisionConfig config = new ClipVisionConfig(8, 16, 6, 2, 2, 3, 12, 4, 0, "gelu");
    ClipVisionModel model = new ClipVisionModel(Weights.random(1), config);
    NativeMemory.assertFlat(
        1000,
        () -> {
          try (Scope scope = Scope.open();
              NoGradGuard guard = new NoGradGuard()) {
            Tensor picture = Tensors.mul(NoiseSource.seeded(1).gaussian(1, 3, 20, 15).abs(), 50);
            model.apply(ClipImageProcessor.apply(picture, config.imageSize()));
          }
        });
  }
}
