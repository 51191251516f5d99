package io.github.fpga.benchmarks;

import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What one evaluation of a public denoiser costs, as time, as floating point operations a second,
 * and as a share of the best matrix product of the same process: the figure that means the same on
 * every machine.
 *
 * <p>Arguments: sd15 or sdxl, FP32 or BF16, the picture's side in pixels (512), repetitions (5).
 */
public final class StepShare {

  private static final int[] SIDES = {1024, 2048, 4096};

  private StepShare() {}

  public static void main(String[] args) {
    Precision precision = Precision.valueOf(args[1]);
    long cells = (args.length > 2 ? Integer.parseInt(args[2]) : 512) / 8;
    int repetitions = args.length > 3 ? Integer.parseInt(args[3]) : 5;
    Engine.start();
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      double rate = bestProduct(precision, repetitions);
      RandomFile file = new RandomFile(precision.type());
      UNet2DConditionModel unet = PublicNetworks.of(args[0], precision).unet(file);
      double operations = UNetFlops.of(unet.config(), file.shapes(), cells, cells);
      Conditioning conditioning = PublicNetworks.conditioning(unet);
      Tensor latents = torch.randn(1, unet.config().inChannels(), cells, cells);
      Tensor timestep = torch.full(new long[] {1}, new Scalar(500.0));
      double seconds = median(repetitions, () -> unet.predict(latents, timestep, conditioning));
      System.out.printf(
          "%s %s %d px, %d threads: %.2f s, %.0f GFLOP, %.1f GFLOP/s; "
              + "best product %.1f GFLOP/s, share %.2f; peak memory %d MiB%n",
          args[0],
          precision,
          cells * 8,
          Engine.threads(),
          seconds,
          operations / 1e9,
          operations / seconds / 1e9,
          rate / 1e9,
          operations / seconds / rate,
          Memory.peakMiB());
    }
  }

  /** Operations a second of the fastest square matrix product. */
  private static double bestProduct(Precision precision, int repetitions) {
    double best = 0;
    for (int side : SIDES) {
      try (Scope scope = Scope.open()) {
        Tensor a = torch.randn(side, side).to(precision.type());
        Tensor b = torch.randn(side, side).to(precision.type());
        double seconds = median(repetitions, () -> a.matmul(b));
        best = Math.max(best, 2.0 * side * side * side / seconds);
      }
    }
    return best;
  }

  /** Seconds, after one run to warm up. */
  private static double median(int repetitions, Runnable body) {
    double[] seconds = new double[repetitions];
    for (int i = -1; i < repetitions; i++) {
      long start = System.nanoTime();
      try (Scope scope = Scope.open()) {
        body.run();
      }
      if (i >= 0) {
        seconds[i] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(seconds);
    return seconds[repetitions / 2];
  }
}
