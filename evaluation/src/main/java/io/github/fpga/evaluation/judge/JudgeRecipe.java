package io.github.fpga.evaluation.judge;

import io.github.fpga.faces.Affine;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.recipes.faces.AttributeTargets;
import io.github.fpga.training.recipes.faces.Degradation;
import io.github.fpga.training.recipes.faces.Embeddings;
import io.github.fpga.training.recipes.faces.FaceCrops;
import io.github.fpga.training.recipes.faces.FaceRecipes;
import io.github.fpga.training.recipes.faces.Jitter;
import io.github.fpga.training.recipes.faces.Warp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The judge's own recipe: among all pictures of a batch, those of the same person must be nearest
 * (supervised contrastive loss, arXiv 2004.11362, equation 2), and the person's attributes must be
 * readable from the embedding. The people are others than the conditioning recogniser's.
 *
 * <p>A classification of the 4,000 training people with CosFace's margin was tried first: in 160
 * steps its loss moved from 15.8 to 15.4, while that of the contrast fell from 7.3 to 5.0.
 */
public final class JudgeRecipe implements TrainingTask {

  private static final double SCALE = 12;
  private static final int VIEWS = 3;
  private static final double ATTRIBUTES_WEIGHT = 4;
  private static final Degradation DEGRADATION = new Degradation(0.65, 22, 100, 0.1, 0.15, 0.25);

  private final TrainableWeights weights;
  private final JudgeNetwork network;
  private final Linear attributes;
  private final FaceCrops crops;
  private final AttributeTargets targets;
  private final int fours;
  private final long seed;
  private final int dimensions;

  /**
   * @param start weights to start from
   * @param crops faces, at least 3 pictures of each person
   * @param fours groups of four people per batch; each brings twelve pictures
   */
  public JudgeRecipe(Weights start, JudgeConfig config, FaceCrops crops, int fours, long seed) {
    weights = new TrainableWeights(start, Precision.BF16);
    network = weights.weights().at("network").build(w -> new JudgeNetwork(w, config));
    dimensions = config.dimensions();
    attributes =
        new Linear(weights.weights().at("attributes"), dimensions, Identity.featureNames().size());
    this.crops = crops;
    this.targets = AttributeTargets.of(crops);
    this.fours = fours;
    this.seed = seed;
  }

  /**
   * The bundled judge's run: 1,000 steps of 48 pictures of 4,000 people.
   *
   * <p>{@code ./fpga train judge}; 5.9 CPU-minutes and half a minute for the data. The loss starts
   * at 7.5, passes 5 at step 160 and ends near 3.5. Rank-1 among 50 development people with one
   * reference each (300 probes): 98.0 % close-up, 95.7 % at 24 to 40 pixels.
   *
   * @param folder of the run; the data are drawn below it unless they are there
   * @param told the number of every finished file of data
   */
  public static TrainingLoop loop(Path folder, IntConsumer told) {
    return loop("judge", 2, 8, folder, told);
  }

  /**
   * Another judge, for tuning: the same run from another start and on other people, so that choices
   * made by it are not made by the judge. {@code ./fpga train development-judge}; not bundled.
   */
  public static TrainingLoop development(Path folder, IntConsumer told) {
    return loop("development-judge", 977, 978, folder, told);
  }

  /**
   * @param people seed of the people and of the start
   * @param batches seed of what is drawn
   */
  private static TrainingLoop loop(
      String name, long people, long batches, Path folder, IntConsumer told) {
    FaceCrops crops =
        FaceCrops.build(folder.resolve("crops"), new FaceCrops.Size(20, 50, 4), people, told);
    JudgeRecipe recipe =
        new JudgeRecipe(Weights.random(people), JudgeConfig.bundled(), crops, 4, batches);
    TrainingLoop loop =
        new TrainingLoop(recipe, FaceRecipes.config(1000, 1.5e-3), folder, Map.of("recipe", name));
    loop.resume();
    return loop;
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    int[] rows = pick(random);
    List<Affine> maps = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      maps.add(Jitter.aligned(random));
    }
    Tensor x = Warp.apply(crops.shards().batch("pictures", rows), maps, Jitter.SIDE);
    x = DEGRADATION.apply(x, random);
    Tensor input = x.to(ScalarType.BFloat16).contiguous(MemoryFormat.ChannelsLast);
    Tensor z = Embeddings.normalised(network.apply(input).to(ScalarType.Float));
    Tensor read = attributes.apply(Tensors.mul(z, Math.sqrt(dimensions)).to(ScalarType.BFloat16));
    Tensor regression = targets.error(read.to(ScalarType.Float), rows);
    return Embeddings.groupLoss(z, VIEWS, SCALE).add(Tensors.mul(regression, ATTRIBUTES_WEIGHT));
  }

  /** Some pictures of each person in a row; every fourth person is the sibling of the third. */
  private int[] pick(RandomGenerator random) {
    int[] rows = new int[fours * 4 * VIEWS];
    for (int i = 0; i < rows.length; i += 4 * VIEWS) {
      int four = random.nextInt(crops.fours());
      for (int person = 0; person < 4; person++) {
        int first = random.nextInt(crops.views());
        for (int view = 0; view < VIEWS; view++) {
          rows[i + person * VIEWS + view] =
              crops.index(four, person, (first + view) % crops.views());
        }
      }
    }
    return rows;
  }
}
