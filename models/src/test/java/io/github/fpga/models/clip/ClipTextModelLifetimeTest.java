package io.github.fpga.models.clip;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.NativeMemory;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ClipTextModelLifetimeTest {

  @Test
  void encodingLeavesNothingBehind() {
    Engine.start();
    ClipTextModel model =
        ClipTextModel.withProjection(Weights.random(1), ClipTextModelTest.config(3));
    NativeMemory.assertFlat(
        1000,
        () -> {
          try (Scope scope = Scope.open();
              NoGradGuard guard = new NoGradGuard()) {
            Tensor ids = Tensors.of(new long[] {1, 5, 9, 3, 0, 0}, 1, 6);
            model.apply(ids, Tensors.of(new long[] {1, 1, 1, 1, 0, 0}, 1, 6));
          }
        });
  }
}
