package io.github.fpga.training.recipes;

import io.github.fpga.diffusion.Ddim;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
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

  private static final int STEPS = 20;
  private static final double GUIDANCE = 3;

  private final AutoencoderKl autoencoder;

  SampleSheet(AutoencoderKl autoencoder) {
    this.autoencoder = autoencoder;
  }

  /**
   * Samples from fixed noise and writes the pictures.
   *
   * @param conditioning for twice the batch: first without, then with conditions
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
      Tensor noise = NoiseSource.seeded(5).gaussian(Shapes.of(truth));
      Denoiser batched =
          (latents, timestep) ->
              unet.predict(latents, Tensors.of(new float[] {(float) timestep}, 1), conditioning);
      TimestepGrid grid =
          Ddim.DETERMINISTIC.grid(MicroFamily.schedule(), TimestepSpacing.TRAILING, 0, STEPS);
      Tensor made = Ddim.DETERMINISTIC.sample(new Guidance(GUIDANCE).of(batched), noise, grid);
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
