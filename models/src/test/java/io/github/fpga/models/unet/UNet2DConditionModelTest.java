package io.github.fpga.models.unet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.Toys;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UNet2DConditionModelTest {

  private static UNet2DConditionModel unet;

  @BeforeAll
  static void start() {
    Engine.start();
    unet = Toys.unet(Weights.random(1));
  }

  @Test
  void takesLatentsOfAnySize() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      for (long[] size : new long[][] {{8, 8}, {5, 7}, {1, 3}, {6, 9}}) {
        Tensor latents = Toys.noise(2, 2, 4, size[0], size[1]);
        assertArrayEquals(Shapes.of(latents), Shapes.of(unet.predict(latents, t(), text(unet))));
      }
    }
  }

  @Test
  void bf16WeightsMeanBf16InsideAndFp32Outside() {
    UNet2DConditionModel bf16 = Toys.unet(Weights.random(1).converted(ScalarType.BFloat16));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor out = bf16.predict(latents(), t(), text(bf16));
      assertEquals(ScalarType.BFloat16, bf16.type());
      assertEquals(ScalarType.Float, out.scalar_type().intern());
      // Eight bits of mantissa through some thirty layers.
      Similarity.assertClose("bf16", unet.predict(latents(), t(), text(unet)), out, 0.05, 0.05);
    }
  }

  @Test
  void everySeamChangesThePicture() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Conditioning text = text(unet);
      Tensor plain = unet.predict(latents(), t(), text);
      Tensor feature = Toys.noise(5, 1, 8, 8, 8);
      assertDiffer(plain, unet.predict(latents(), t(), text.withConditionFeature(feature)));
      Tensor zero = torch.zeros_like(feature);
      assertSame(plain, unet.predict(latents(), t(), text.withConditionFeature(zero)));
      Conditioning other = Conditioning.text(unet, Toys.noise(6, 2, 5, Toys.TEXT_WIDTH));
      assertDiffer(plain, unet.predict(latents(), t(), text.withAttention(other.attention())));
      assertDiffer(plain, unet.predict(latents(), Toys.timestep(20), text));
    }
  }

  @Test
  void oneTextRowServesAllRows() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor one = Toys.noise(3, 1, 5, Toys.TEXT_WIDTH);
      Tensor twice = Tensors.cat(0, one, one);
      assertSame(
          unet.predict(latents(), t(), Conditioning.text(unet, twice)),
          unet.predict(latents(), t(), Conditioning.text(unet, one)));
    }
  }

  @Test
  void gradientsReachEveryWeight() {
    for (Precision precision : new Precision[] {Precision.FP32, Precision.BF16}) {
      TrainableWeights trained = new TrainableWeights(Weights.random(1), precision);
      UNet2DConditionModel trainable = Toys.unet(trained.weights());
      try (Scope scope = Scope.open()) {
        trainable.predict(latents(), t(), text(trainable)).square().mean().backward();
        for (Map.Entry<String, Tensor> master : trained.masters().entrySet()) {
          assertTrue(master.getValue().grad().defined(), master.getKey());
          assertTrue(Tensors.scalar(master.getValue().grad().abs().sum()) > 0, master.getKey());
        }
      }
    }
  }

  @Test
  void refusesTheWrongNumberOfChannels() {
    try (Scope scope = Scope.open()) {
      Tensor nine = Toys.noise(2, 1, 9, 8, 8);
      assertThrows(IllegalArgumentException.class, () -> unet.predict(nine, t(), text(unet)));
    }
  }

  private static Tensor latents() {
    return Toys.noise(2, 2, 4, 8, 8);
  }

  private static Tensor t() {
    return Toys.timestep(700);
  }

  private static Conditioning text(UNet2DConditionModel unet) {
    return Conditioning.text(unet, Toys.noise(3, 2, 5, Toys.TEXT_WIDTH));
  }

  private static void assertSame(Tensor a, Tensor b) {
    assertEquals(0, Similarity.maxError(a, b));
  }

  private static void assertDiffer(Tensor a, Tensor b) {
    assertTrue(Similarity.maxError(a, b) > 1e-3);
  }
}
