package io.github.fpga.models.unet;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import java.lang.management.ManagementFactory;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Not a check but the measurement behind docs/adr/0001-threads.md; runs only when named: {@code mvn
 * -o -pl tensor,testkit,diffusion,models test -Dtest=DenoiserTiming
 * -Dsurefire.failIfNoSpecifiedTests=false}. Processor time of one thread, so that a busy machine
 * does not matter.
 */
class DenoiserTiming {

  private static final int ROWS = 8;

  @Test
  void table() {
    Engine.start(1);
    UNetConfig config = MicroFamily.denoiser();
    for (Precision precision : new Precision[] {Precision.BF16, Precision.FP32}) {
      TrainableWeights weights = new TrainableWeights(Weights.random(1), precision);
      UNet2DConditionModel unet = new UNet2DConditionModel(weights.weights(), config);
      double forward =
          fastest(
              () -> {
                try (NoGradGuard guard = new NoGradGuard()) {
                  predict(unet);
                }
              });
      double both = fastest(() -> predict(unet).square().mean().backward());
      System.out.printf(
          "%s forward %.1f ms, forward and backward %.1f ms a sample%n",
          precision, forward / ROWS, both / ROWS);
    }
  }

  private static Tensor predict(UNet2DConditionModel unet) {
    UNetConfig config = unet.config();
    NoiseSource noise = NoiseSource.seeded(1);
    long side = config.sampleSize();
    Tensor tokens = noise.gaussian(1, MicroFamily.PROMPT_LENGTH, config.crossAttentionDim());
    return unet.predict(
        noise.gaussian(ROWS, config.inChannels(), side, side),
        Tensors.of(new float[] {500}, 1),
        Conditioning.text(unet, tokens));
  }

  private static double fastest(Runnable body) {
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 8; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try (Scope scope = Scope.open()) {
        body.run();
      }
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      fastest = Math.min(fastest, (end - start) / 1e6);
    }
    return fastest;
  }
}
