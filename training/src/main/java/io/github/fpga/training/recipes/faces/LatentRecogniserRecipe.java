package io.github.fpga.training.recipes.faces;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.WorldScenes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The {@link LatentRecogniser}: faces in the latents of zooms must find the conditioning
 * recogniser's embedding of another picture of the same person among those of the batch, and the
 * other way round. Where people's attributes are known, they must be readable, too: the embedding
 * holds what one recogniser looks at, the attributes all that is visible of a face. Latents get
 * some noise, because denoisers' guesses are not clean.
 */
public final class LatentRecogniserRecipe implements TrainingTask {

  private static final double SCALE = 16;
  private static final double MARGIN = 0.15;
  private static final double ATTRIBUTES_WEIGHT = 2;
  private static final double NOISE = 0.6;
  private static final double JITTER = 0.02;
  private static final int HELD_OUT = 256;

  private final TrainableWeights weights;
  private final LatentRecogniser network;
  private final PortraitData zooms;
  private final Optional<AttributeTargets> attributes;
  private final int batch;
  private final long seed;

  /**
   * @param zooms the first of whom are held out
   * @param attributes of the people zoomed onto, if known
   * @param batch zooms per step
   */
  public LatentRecogniserRecipe(
      Weights start,
      PortraitData zooms,
      Optional<AttributeTargets> attributes,
      int dimensions,
      int batch,
      long seed) {
    weights = new TrainableWeights(start, Precision.BF16);
    int channels = MicroFamily.denoiser().inChannels();
    this.attributes = attributes;
    int read = attributes.isPresent() ? Identity.featureNames().size() : 0;
    network = new LatentRecogniser(weights.weights(), channels, dimensions, read);
    this.zooms = zooms;
    this.batch = batch;
    this.seed = seed;
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    int size = zooms.samples().size();
    int held = Math.min(HELD_OUT, size / 2);
    int[] rows = random.ints(batch, held, size).toArray();
    SampleBatch drawn = new SampleBatch(zooms.samples(), zooms.kind(), rows);
    Tensor latents = drawn.latents();
    float[] levels = new float[batch];
    for (int i = 0; i < batch; i++) {
      levels[i] = (float) (NOISE * random.nextDouble());
    }
    Tensor noise = NoiseSource.seeded(random.nextLong()).gaussian(Shapes.of(latents));
    Tensor seen = latents.add(noise.mul(Tensors.of(levels, batch, 1, 1, 1)));
    LatentRecogniser.Seen found = network.see(seen, LatentFaces.of(drawn, 1, 0, JITTER, random));
    Tensor pairs = Embeddings.pairLoss(paired(found.embeddings_FD(), drawn), SCALE, MARGIN);
    return error(found, drawn)
        .map(error -> pairs.add(Tensors.mul(error, ATTRIBUTES_WEIGHT)))
        .orElse(pairs);
  }

  private Optional<Tensor> error(LatentRecogniser.Seen found, SampleBatch drawn) {
    return attributes.map(
        targets -> targets.error(found.attributes_FA().orElseThrow(), drawn.indices()));
  }

  /** Embeddings of latents and of references in turn. */
  private Tensor paired(Tensor found, SampleBatch drawn) {
    Tensor references =
        zooms.references().batch("global", drawn.indices()).select(1, 0).to(ScalarType.Float);
    return Tensors.stack(1, List.of(found, Embeddings.normalised(references))).flatten(0, 1);
  }

  /** Prints how often held-out faces find their person among all held out. */
  @Override
  public void sample(Path folder, long step) {
    SampleBatch held = zooms.first(HELD_OUT);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      RandomGenerator random = WorldScenes.random(seed, 0);
      LatentRecogniser.Seen found =
          network.see(held.latents(), LatentFaces.of(held, 1, 0, 0, random));
      Tensor both = paired(found.embeddings_FD(), held).view(held.size(), 2, -1);
      Tensor cosines = both.select(1, 0).matmul(both.select(1, 1).t());
      float[] c = Tensors.floats(cosines);
      int n = held.size();
      int first = 0;
      double own = 0;
      for (int i = 0; i < n; i++) {
        boolean best = true;
        for (int j = 0; j < n; j++) {
          best &= j == i || c[i * n + j] < c[i * n + i];
        }
        first += best ? 1 : 0;
        own += c[i * n + i] / n;
      }
      System.out.printf(
          "step %d: rank-1 among %d %.3f, similarity %.3f%s%n",
          step,
          n,
          (double) first / n,
          own,
          error(found, held)
              .map(e -> ", error of attributes %.3f".formatted(Tensors.scalar(e)))
              .orElse(""));
    }
  }
}
