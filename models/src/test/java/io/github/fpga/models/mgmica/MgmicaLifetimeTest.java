package io.github.fpga.models.mgmica;

import io.github.fpga.models.Toys;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.NativeMemory;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MgmicaLifetimeTest {

  private static final int SIDE = 4;

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void aThousandPictures() {
    UNet2DConditionModel unet = Toys.unet(Weights.random(1));
    IdentityAdapter adapter = adapter(unet, Weights.random(2));
    NativeMemory.assertFlat(
        1000,
        () -> {
          try (Scope scope = Scope.open();
              NoGradGuard guard = new NoGradGuard()) {
            step(unet, adapter);
          }
        });
  }

  @Test
  void trainingSteps() {
    UNet2DConditionModel unet = Toys.unet(Weights.random(1));
    TrainableWeights trained = new TrainableWeights(Weights.random(2), Precision.FP32);
    IdentityAdapter adapter = adapter(unet, trained.weights());
    NativeMemory.assertFlat(
        200,
        () -> {
          try (Scope scope = Scope.open()) {
            step(unet, adapter).square().mean().backward();
            trained.masters().values().forEach(m -> m.mutable_grad().zero_());
          }
        });
  }

  private static IdentityAdapter adapter(UNet2DConditionModel unet, Weights weights) {
    return new IdentityAdapter(weights, Toys.adapterConfig(), unet.crossAttentionLayers());
  }

  private static Tensor step(UNet2DConditionModel unet, IdentityAdapter adapter) {
    NoiseSource noise = NoiseSource.seeded(3);
    Tensor tokens =
        adapter.tokens(noise.gaussian(2, Toys.ID_WIDTH), noise.gaussian(2, 4, Toys.LOCAL_WIDTH), 1);
    Mgmica attention =
        Mgmica.of(unet, unet.textKeyValues(noise.gaussian(1, 5, Toys.TEXT_WIDTH)), SIDE, SIDE)
            .withIdentities(
                MaskedTokens.of(
                    adapter.keyValues(tokens), torch.ones(1, 2, 8, 8), 1, MaskRule.MGMICA));
    return unet.predict(
        noise.gaussian(1, 4, SIDE, SIDE), Toys.timestep(500), Conditioning.of(attention));
  }
}
