package io.github.fpga.benchmarks;

import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.TiledAutoencoder;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A public family at its full size with random weights, from token ids to pixels: text encoders,
 * guided denoising, autoencoder; seconds and the highest memory so far of every stage.
 *
 * <p>Arguments: sd15 or sdxl, the picture's side in pixels (512 or 1024), steps (2).
 */
public final class FullSize {

  private static final int TILE = 512;
  private static final double OVERLAP = 0.25;
  private static final double GUIDANCE = 7.5;

  private final PublicNetworks networks;
  private final int side;
  private final int steps;

  private FullSize(String family, int side, int steps) {
    this.networks = PublicNetworks.of(family, Precision.BF16);
    this.side = side;
    this.steps = steps;
  }

  public static void main(String[] args) {
    boolean large = args[0].equals("sdxl");
    int side = args.length > 1 ? Integer.parseInt(args[1]) : large ? 1024 : 512;
    int steps = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    Engine.start();
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      new FullSize(args[0], side, steps).run(large);
    }
  }

  private void run(boolean large) {
    Tensor prompts = stage("text", () -> text(large));
    long start = System.nanoTime();
    UNet2DConditionModel unet = networks.unet();
    Conditioning conditioning = conditioning(unet, prompts);
    report("make denoiser", start);
    Tensor latents = torch.randn(1, unet.config().inChannels(), side / 8, side / 8);
    for (int step = 0; step < steps; step++) {
      Tensor before = latents;
      double timestep = 999.0 * (steps - step) / steps;
      latents = stage("step " + (step + 1), () -> step(unet, conditioning, before, timestep));
    }
    Tensor last = latents.to(ScalarType.BFloat16);
    TiledAutoencoder autoencoder = new TiledAutoencoder(networks.autoencoder(), TILE, OVERLAP);
    stage("decode in tiles", () -> autoencoder.decode(last));
  }

  /** Two rows, as guidance needs them. */
  private Tensor text(boolean large) {
    Tensor ids = PublicNetworks.prompt();
    Tensor both = Tensors.cat(0, ids, ids);
    return large
        ? Tensors.cat(
            2,
            networks.text().apply(both).penultimate(),
            networks.secondText().apply(both).penultimate())
        : networks.text().encode(both, 0);
  }

  private static Conditioning conditioning(UNet2DConditionModel unet, Tensor prompts) {
    Conditioning text = Conditioning.text(unet, prompts);
    return unet.config().hasAddition()
        ? text.withAddition(PublicNetworks.conditioning(unet).addition())
        : text;
  }

  /** One guided evaluation, two rows in one batch, and a move against the predicted noise. */
  private static Tensor step(
      UNet2DConditionModel unet, Conditioning conditioning, Tensor latents, double timestep) {
    Tensor time = torch.full(new long[] {1}, new Scalar(timestep));
    Tensor both = unet.predict(Tensors.cat(0, latents, latents), time, conditioning);
    Tensor without = both.narrow(0, 0, 1);
    Tensor with = both.narrow(0, 1, 1);
    Tensor noise = Tensors.combine(1 - GUIDANCE, without, GUIDANCE, with);
    return Tensors.combine(1, latents, -0.1, noise);
  }

  private static Tensor stage(String name, Supplier<Tensor> work) {
    long start = System.nanoTime();
    Tensor result = Scope.of(work);
    report(name, start);
    if (!(Tensors.scalar(result.to(ScalarType.Float).abs().max()) < 1e30)) {
      throw new IllegalStateException(name + " gave numbers that are not finite");
    }
    return result;
  }

  private static void report(String stage, long start) {
    System.out.printf(
        "%-16s %8.2f s, peak %6d MiB%n",
        stage, (System.nanoTime() - start) / 1e9, Memory.peakMiB());
  }
}
