package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.micro.RecogniserConfig;
import io.github.fpga.faces.micro.RecogniserNetwork;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.WorldScenes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The conditioning recogniser.
 *
 * <p>Two pictures of every person of a batch; each must find the other among all pictures of the
 * batch, siblings included, by the cosine of the embeddings (NT-Xent, arXiv 2002.05709, with
 * CosFace's margin, arXiv 1801.09414). It needs no list of people, so every training identity
 * counts. Besides, a linear map reads the person's attributes from the embedding, so that it keeps
 * all that is visible of a face: the embedding conditions a generator.
 */
public final class RecogniserRecipe implements TrainingTask {

  private static final double SCALE = 16;
  private static final double MARGIN = 0.15;
  private static final double ATTRIBUTES_WEIGHT = 2;
  private static final Degradation DEGRADATION = new Degradation(0.6, 24, 90, 0.15, 0.12, 0.2);

  private final TrainableWeights weights;
  private final RecogniserNetwork network;
  private final Linear attributes;
  private final FaceCrops crops;
  private final int fours;
  private final long seed;
  private final int dimensions;
  private final AttributeTargets targets;

  /**
   * @param start weights to start from
   * @param fours groups of four people per batch; each brings eight pictures
   */
  public RecogniserRecipe(
      Weights start, RecogniserConfig config, FaceCrops crops, int fours, long seed) {
    weights = new TrainableWeights(start, Precision.BF16);
    network = weights.weights().at("network").build(w -> new RecogniserNetwork(w, config));
    dimensions = config.dimensions();
    attributes =
        new Linear(weights.weights().at("attributes"), dimensions, Identity.featureNames().size());
    this.crops = crops;
    this.fours = fours;
    this.seed = seed;
    targets = AttributeTargets.of(crops);
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    int[] rows = pick(random);
    Tensor x = DEGRADATION.apply(align(rows, random), random);
    Tensor input = x.to(ScalarType.BFloat16).contiguous(MemoryFormat.ChannelsLast);
    Tensor embedding = network.apply(input).global_BD();
    Tensor z = Embeddings.normalised(embedding.to(ScalarType.Float));
    Tensor read =
        attributes
            .apply(Tensors.mul(z, Math.sqrt(dimensions)).to(ScalarType.BFloat16))
            .to(ScalarType.Float);
    Tensor regression = targets.error(read, rows);
    return Embeddings.pairLoss(z, SCALE, MARGIN).add(Tensors.mul(regression, ATTRIBUTES_WEIGHT));
  }

  /** Two different pictures of each person, next to each other. */
  private int[] pick(RandomGenerator random) {
    int[] rows = new int[fours * 8];
    int at = 0;
    for (int i = 0; i < fours; i++) {
      int four = random.nextInt(crops.fours());
      for (int person = 0; person < 4; person++) {
        int first = random.nextInt(crops.views());
        int second = (first + 1 + random.nextInt(crops.views() - 1)) % crops.views();
        rows[at++] = crops.index(four, person, first);
        rows[at++] = crops.index(four, person, second);
      }
    }
    return rows;
  }

  private Tensor align(int[] rows, RandomGenerator random) {
    List<Affine> maps = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      maps.add(Jitter.aligned(random));
    }
    return Warp.apply(crops.shards().batch("pictures", rows), maps, Jitter.SIDE);
  }
}
