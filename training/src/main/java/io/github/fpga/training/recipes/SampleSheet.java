package io.github.fpga.training.recipes;

import io.github.fpga.diffusion.Ddim;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.data.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Pictures that a denoiser in training makes, one per column, above what they should resemble. */
final class SampleSheet {

  private final AutoencoderKl autoencoder;
  private final Sampler sampler;
  private final int steps;
  private final Guidance guidance;

  /** 20 steps of DDIM under guidance. */
  SampleSheet(AutoencoderKl autoencoder) {
    this(autoencoder, Ddim.DETERMINISTIC, 20, new Guidance(3));
  }

  SampleSheet(AutoencoderKl autoencoder, Sampler sampler, int steps, Guidance guidance) {
    this.autoencoder = autoencoder;
    this.sampler = sampler;
    this.steps = steps;
    this.guidance = guidance;
  }

  /**
   * Samples from fixed noise and writes the pictures.
   *
   * @param conditioning for the batch; under guidance for twice the batch, first without, then with
   *     conditions
   * @param controls control pictures (B, 3, H, W) in [0, 1] for a third row, or null
   */
  void write(
      Path file,
      SampleBatch batch,
      UNet2DConditionModel unet,
      Conditioning conditioning,
      Tensor controls)
      throws IOException {
    Files.createDirectories(file.getParent());
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor truth = batch.latents();
      NoiseSource source = NoiseSource.seeded(5);
      Tensor noise = source.gaussian(Shapes.of(truth));
      Denoiser batched =
          (latents, timestep) ->
              unet.predict(latents, Tensors.of(new float[] {(float) timestep}, 1), conditioning);
      Denoiser denoiser = guidance.enabled() ? guidance.of(batched) : batched;
      TimestepGrid grid = sampler.grid(MicroFamily.schedule(), TimestepSpacing.TRAILING, 0, steps);
      Tensor made = sampler.sample(denoiser, noise, grid, source, SamplerOptions.NONE);
      List<Tensor> rows = new ArrayList<>();
      rows.add(row(decode(made)));
      rows.add(row(decode(truth)));
      if (controls != null) {
        rows.add(row(Tensors.add(Tensors.mul(controls, 2), -1)));
      }
      ImageIO.write(Images.toImage(Tensors.cat(2, rows)), "png", file.toFile());
    }
  }

  private Tensor decode(Tensor latents) {
    return autoencoder.decode(latents.to(ScalarType.BFloat16)).to(ScalarType.Float);
  }

  private static Tensor row(Tensor x_BCHW) {
    List<Tensor> pictures = new ArrayList<>();
    for (long i = 0; i < x_BCHW.size(0); i++) {
      pictures.add(x_BCHW.narrow(0, i, 1));
    }
    return Tensors.cat(3, pictures);
  }
}
