package io.github.fpga.training.recipes;

import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Viewport;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.PixelRows;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.WorldScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Stage 1: the autoencoder, on crops of PortraitWorld pictures.
 *
 * <p>Loss: L1 on pixels and on their horizontal and vertical differences (edges carry identity, and
 * L1 alone blurs them), squared error of the colours averaged over latent cells (L1 alone learns
 * colours late), a weak pull of the posterior to a unit Gaussian, and scale equivariance: latents
 * at half their size must decode to the picture at half its size. Without the last two, latents are
 * fine-grained noise to a small denoiser (Skorokhodov et al., arXiv 2502.14831).
 */
public final class AutoencoderRecipe implements TrainingTask {

  private static final double EDGE_WEIGHT = 1.0;
  private static final double COLOUR_WEIGHT = 10.0;
  private static final double KL_WEIGHT = 1e-3;
  private static final double HALF_SIZE_WEIGHT = 0.5;
  private static final int PER_SHARD = 500;

  /** What fills a row of the sample sheet. */
  private static final int SHOWN_SCENES = 4;

  private static final int SHOWN_FACES = 8;

  private final TrainableWeights weights;
  private final AutoencoderKl autoencoder;
  private final AutoencoderKlConfig config = MicroFamily.autoencoder(1);
  private final Shards scenes;
  private final Shards faces;
  private final int batch;
  private final int crop;
  private final boolean encoderFrozen;
  private final long seed;

  /**
   * @param start weights to start from
   * @param scenes whole pictures of 256 pixels, key "pictures"
   * @param faces zooms of 128 pixels
   * @param crop side of the square crops trained on, at most 128
   * @param encoderFrozen train the decoder alone: later stages keep their latents
   */
  public AutoencoderRecipe(
      Weights start,
      Shards scenes,
      Shards faces,
      int batch,
      int crop,
      boolean encoderFrozen,
      long seed) {
    if (scenes.size() < SHOWN_SCENES || faces.size() < SHOWN_FACES) {
      throw new IllegalArgumentException(
          "%d pictures and %d faces: at least %d and %d are needed"
              .formatted(scenes.size(), faces.size(), SHOWN_SCENES, SHOWN_FACES));
    }
    this.weights = new TrainableWeights(start, Precision.BF16);
    this.autoencoder = weights.weights().build(w -> new AutoencoderKl(w, config));
    this.scenes = scenes;
    this.faces = faces;
    this.batch = batch;
    this.crop = crop;
    this.encoderFrozen = encoderFrozen;
    this.seed = seed;
  }

  /** Whole scenes of 256x256 pixels as (n, 3, 256, 256) bytes. */
  public static Shards scenes(Path folder, int count) {
    return Shards.build(folder, count, i -> pictures(i, 1, 256), AutoencoderRecipe::report);
  }

  /** Zooms onto one face of 128x128 pixels, 1.2 to 3 times its box. */
  public static Shards faces(Path folder, int count) {
    return Shards.build(folder, count, i -> pictures(i, 2, 128), AutoencoderRecipe::report);
  }

  private static void report(int shard) {
    System.out.println("shard " + shard);
  }

  private static Map<String, Tensor> pictures(int shard, long purpose, int size) {
    List<Tensor> rows = new ArrayList<>();
    for (int i = 0; i < PER_SHARD; i++) {
      RandomGenerator random = WorldScenes.random(purpose, (long) shard * PER_SHARD + i);
      Scene scene = WorldScenes.scene(random);
      Viewport view =
          size == 256
              ? Viewport.full(scene)
              : Viewport.face(scene, 0, 1.2 + 1.8 * random.nextDouble());
      BufferedImage image = Renderer.render(scene, size, size, view).image();
      rows.add(PixelRows.of(image));
    }
    return Map.of("pictures", Tensors.stack(0, rows));
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  /** The factor that brings latents to unit variance, from the first faces. */
  @Override
  public Map<String, String> metadata() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x =
          normalise(
              faces.batch("pictures", IntStream.range(0, Math.min(64, faces.size())).toArray()));
      Tensor latents = autoencoder.encode(x.to(ScalarType.BFloat16)).to(ScalarType.Float);
      return Map.of("scaling_factor", Double.toString(1 / Tensors.scalar(latents.std())));
    }
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    List<Tensor> crops = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      crops.add(crop(random));
    }
    Tensor x = normalise(Tensors.stack(0, crops));
    Tensor moments = encoderFrozen ? Scope.inference(() -> moments(x)) : moments(x);
    Tensor mean = moments.narrow(1, 0, config.latentChannels());
    Tensor logVariance =
        moments
            .narrow(1, config.latentChannels(), config.latentChannels())
            .clamp(new ScalarOptional(new Scalar(-30)), new ScalarOptional(new Scalar(20)));
    Tensor deviation = Tensors.mul(logVariance, 0.5).exp();
    Tensor noise = NoiseSource.seeded(random.nextLong()).gaussian(Shapes.of(mean));
    Tensor latents = mean.add(deviation.mul(noise));
    Tensor kl = mean.square().add(logVariance.exp()).sub(logVariance).sub(new Scalar(1)).mean();
    Tensor full = reconstruction(latents, x);
    Tensor half = reconstruction(torch.avg_pool2d(latents, 2, 2), torch.avg_pool2d(x, 2, 2));
    return full.add(Tensors.mul(half, HALF_SIZE_WEIGHT)).add(Tensors.mul(kl, KL_WEIGHT));
  }

  private Tensor reconstruction(Tensor latents, Tensor x) {
    Tensor y = autoencoder.decodeUnscaled(latents.to(ScalarType.BFloat16)).to(ScalarType.Float);
    return l1(y, x)
        .add(Tensors.mul(edges(y, x), EDGE_WEIGHT))
        .add(Tensors.mul(colours(y, x), COLOUR_WEIGHT));
  }

  private Tensor moments(Tensor x) {
    Tensor input = x.to(ScalarType.BFloat16).contiguous(MemoryFormat.ChannelsLast);
    return autoencoder.moments(input).to(ScalarType.Float);
  }

  private Tensor crop(RandomGenerator random) {
    boolean whole = random.nextDouble() < 0.4;
    Shards source = whole ? scenes : faces;
    Tensor picture = source.row("pictures", random.nextInt(source.size()));
    long free = picture.size(1) - crop + 1;
    return picture.narrow(1, random.nextLong(free), crop).narrow(2, random.nextLong(free), crop);
  }

  private static Tensor normalise(Tensor bytes) {
    return bytes.to(ScalarType.Float).div(new Scalar(127.5)).sub(new Scalar(1));
  }

  private static Tensor l1(Tensor y, Tensor x) {
    return y.sub(x).abs().mean();
  }

  private static Tensor colours(Tensor y, Tensor x) {
    return torch.avg_pool2d(y.sub(x), 8, 8).square().mean();
  }

  private static Tensor edges(Tensor y, Tensor x) {
    Tensor d = y.sub(x);
    long n = d.size(2) - 1;
    Tensor vertical = d.narrow(2, 1, n).sub(d.narrow(2, 0, n)).abs().mean();
    Tensor horizontal = d.narrow(3, 1, n).sub(d.narrow(3, 0, n)).abs().mean();
    return vertical.add(horizontal);
  }

  /** Writes originals above reconstructions, and prints the PSNR and the latents' deviation. */
  @Override
  public void sample(Path folder, long step) throws IOException {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x = normalise(scenes.batch("pictures", IntStream.range(0, SHOWN_SCENES).toArray()));
      Tensor latents = autoencoder.encode(x.to(ScalarType.BFloat16));
      Tensor y = autoencoder.decode(latents).to(ScalarType.Float);
      Tensor f = normalise(faces.batch("pictures", IntStream.range(0, SHOWN_FACES).toArray()));
      Tensor g =
          autoencoder.decode(autoencoder.encode(f.to(ScalarType.BFloat16))).to(ScalarType.Float);
      System.out.printf(
          "step %d psnr scenes %.2f faces %.2f latent std %.4f%n",
          step, psnr(y, x), psnr(g, f), Tensors.scalar(latents.to(ScalarType.Float).std()));
      Files.createDirectories(folder);
      Tensor top = Tensors.cat(3, rows(x));
      Tensor bottom = Tensors.cat(3, rows(y));
      Tensor facesTop = Tensors.cat(3, rows(f));
      Tensor facesBottom = Tensors.cat(3, rows(g));
      Tensor sheet = Tensors.cat(2, top, bottom, facesTop, facesBottom);
      ImageIO.write(
          Images.toImage(sheet), "png", folder.resolve("step-%06d.png".formatted(step)).toFile());
    }
  }

  private static List<Tensor> rows(Tensor x) {
    List<Tensor> rows = new ArrayList<>();
    for (long i = 0; i < x.size(0); i++) {
      rows.add(x.narrow(0, i, 1));
    }
    return rows;
  }

  static double psnr(Tensor y, Tensor x) {
    Tensor clamped =
        torch.clamp(y, new ScalarOptional(new Scalar(-1)), new ScalarOptional(new Scalar(1)));
    return 10 * Math.log10(4 / Tensors.scalar(clamped.sub(x).square().mean()));
  }
}
