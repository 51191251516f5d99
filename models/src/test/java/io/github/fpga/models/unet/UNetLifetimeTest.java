package io.github.fpga.models.unet;

import io.github.fpga.models.Toys;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UNetLifetimeTest {

  private static final int SIDE = 4;

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void aThousandStepsWithControl() {
    UNet2DConditionModel unet = Toys.unet(Weights.random(1));
    ControlNetConfig config = new ControlNetConfig(Toys.unetConfig(), 3, List.of(4, 4, 4, 4));
    ControlNetModel control = new ControlNetModel(Weights.random(2), config);
    NativeMemory.assertFlat(
        1000,
        () -> {
          try (Scope scope = Scope.open();
              NoGradGuard guard = new NoGradGuard()) {
            NoiseSource noise = NoiseSource.seeded(3);
            Tensor tokens = noise.gaussian(1, 5, Toys.TEXT_WIDTH);
            Tensor latents = noise.gaussian(1, 4, SIDE, SIDE);
            Tensor t = Toys.timestep(500);
            ControlResiduals residuals =
                control.residuals(
                    latents,
                    t,
                    new TextCrossAttention(control.textKeyValues(tokens)),
                    control.embed(noise.gaussian(1, 3, 8 * SIDE, 8 * SIDE)),
                    1,
                    false);
            Conditioning text = Conditioning.text(unet, tokens).withResiduals(residuals);
            unet.predict(latents, t, text);
          }
        });
  }

  @Test
  void trainingSteps() {
    TrainableWeights trained = new TrainableWeights(Weights.random(1), Precision.BF16);
    UNet2DConditionModel unet = Toys.unet(trained.weights());
    NativeMemory.assertFlat(
        200,
        () -> {
          try (Scope scope = Scope.open()) {
            NoiseSource noise = NoiseSource.seeded(3);
            Conditioning text = Conditioning.text(unet, noise.gaussian(1, 5, Toys.TEXT_WIDTH));
            Tensor latents = noise.gaussian(1, 4, SIDE, SIDE);
            unet.predict(latents, Toys.timestep(500), text).square().mean().backward();
            trained.masters().values().forEach(m -> m.mutable_grad().zero_());
          }
        });
  }
}
