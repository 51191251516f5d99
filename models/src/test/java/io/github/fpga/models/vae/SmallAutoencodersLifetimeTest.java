package io.github.fpga.models.vae;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.NativeMemory;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SmallAutoencodersLifetimeTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void previews() {
    AutoencoderTinyConfig config =
        new AutoencoderTinyConfig(
            3, 3, 4, List.of(4, 4), List.of(4, 4), List.of(1, 1), List.of(1, 1), 3, 0.5);
    AutoencoderTiny vae = new AutoencoderTiny(Weights.random(1), config);
    NativeMemory.assertFlat(
        1000,
        () -> {
          try (Scope scope = Scope.open();
              NoGradGuard guard = new NoGradGuard()) {
            Tensor latents = vae.encode(NoiseSource.seeded(1).gaussian(1, 3, 8, 8));
            vae.decode(vae.toUnit(latents));
          }
        });
  }

  @Test
  void tiles() {
    AutoencoderKlConfig config = new AutoencoderKlConfig(3, 3, 4, List.of(4, 4), 1, 2, 0.5);
    AutoencoderKl vae = new AutoencoderKl(Weights.random(1), config);
    TiledAutoencoder tiled = new TiledAutoencoder(vae, 8, 0.25);
    NativeMemory.assertFlat(
        300,
        () -> {
          try (Scope scope = Scope.open();
              NoGradGuard guard = new NoGradGuard()) {
            NoiseSource noise = NoiseSource.seeded(1);
            tiled.decode(tiled.encode(noise.gaussian(1, 3, 12, 10)));
            vae.posterior(noise.gaussian(1, 3, 8, 8)).sample(noise.gaussian(1, 4, 4, 4));
          }
        });
  }
}
