package io.github.fpga.evaluation.style;

import io.github.fpga.evaluation.suite.StudioPeople;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.recipes.faces.Degradation;
import io.github.fpga.training.recipes.faces.FaceRecipes;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The style classifier's recipe: cross-entropy over squares of {@link StyleSquares}, half of them
 * mirrored, some softened or with the traces of JPEG compression.
 */
public final class StyleRecipe implements TrainingTask {

  private static final Degradation DEGRADATION = new Degradation(0.25, 24, 64, 0.15, 0.02, 0.04);

  private static final int STYLES = Style.values().length;

  private final TrainableWeights weights;
  private final StyleNetwork network;
  private final StyleSquares squares;
  private final int faces;
  private final long seed;

  /**
   * @param start weights to start from
   * @param faces per step, each in all styles
   */
  StyleRecipe(Weights start, StyleSquares squares, int faces, long seed) {
    weights = new TrainableWeights(start, Precision.FP32);
    network = weights.weights().at("network").build(StyleNetwork::new);
    this.squares = squares;
    this.faces = faces;
    this.seed = seed;
  }

  /**
   * The bundled classifier's run.
   *
   * @param folder of the run; the data are drawn below it unless they are there
   * @param told the number of every finished file of data
   */
  public static TrainingLoop loop(Path folder, IntConsumer told) {
    try (PortraitStudio studio = PortraitStudio.open(ModelSet.micro())) {
      StyleSquares squares =
          StyleSquares.build(
              folder.resolve("squares"),
              new StyleSquares.Size(60, 16),
              12,
              new StudioPeople(studio)::roundTrip,
              told);
      StyleRecipe recipe = new StyleRecipe(Weights.random(12), squares, 10, 13);
      TrainingLoop loop =
          new TrainingLoop(
              recipe, FaceRecipes.config(3000, 3e-3), folder, Map.of("recipe", "style"));
      loop.resume();
      return loop;
    }
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    int[] rows = random.ints(faces, 0, squares.shards().size()).toArray();
    Tensor x = squares.shards().batch("pictures", rows).flatten(0, 1).to(ScalarType.Float);
    x = x.div(new Scalar(127.5)).sub(new Scalar(1));
    x = DEGRADATION.apply(random.nextBoolean() ? x.flip(3) : x, random);
    Tensor logits = network.apply(x.contiguous(MemoryFormat.ChannelsLast));
    long[] styles = IntStream.range(0, faces * STYLES).mapToLong(i -> i % STYLES).toArray();
    return torch.cross_entropy_loss(logits, Tensors.of(styles, styles.length));
  }
}
