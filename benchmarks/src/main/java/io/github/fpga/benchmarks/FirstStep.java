package io.github.fpga.benchmarks;

import io.github.fpga.models.files.ModelFiles;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import java.nio.file.Path;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How long it takes from a checkpoint on disk to the end of the first evaluation, the engine's own
 * start aside.
 *
 * <p>Arguments: a base in the form of diffusers, as {@link FullSizeSet} writes one (its folder
 * {@code full15}), and the picture's side in pixels (512).
 */
public final class FirstStep {

  private FirstStep() {}

  public static void main(String[] args) {
    long cells = (args.length > 1 ? Integer.parseInt(args[1]) : 512) / 8;
    Engine.start();
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor latents = torch.randn(1, 4, cells, cells);
      Tensor timestep = torch.full(new long[] {1}, new Scalar(500.0));
      long start = System.nanoTime();
      ModelFiles files = ModelFiles.open(Path.of(args[0]));
      UNet2DConditionModel unet =
          files
              .unet()
              .converted(Precision.BF16.type())
              .build(w -> new UNet2DConditionModel(w, files.unetConfig()));
      report("loaded", start);
      Conditioning conditioning = PublicNetworks.conditioning(unet);
      unet.predict(latents, timestep, conditioning);
      report("first step done", start);
    }
  }

  private static void report(String what, long start) {
    System.out.printf(
        "%-16s after %5.2f s, peak %6d MiB%n",
        what, (System.nanoTime() - start) / 1e9, Memory.peakMiB());
  }
}
