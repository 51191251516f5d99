package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.micro.LandmarkConfig;
import io.github.fpga.faces.micro.LandmarkNetwork;
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
 * The landmark network, on crops around jittered boxes.
 *
 * <p>Loss: the mean absolute error of the coordinates, the crop being 2 wide.
 */
public final class LandmarkRecipe implements TrainingTask {

  private static final Degradation DEGRADATION = new Degradation(0.6, 20, 64, 0.15, 0.12, 0.2);

  /** The landmark that a mirrored face has in each one's place. */
  private static final int[] MIRRORED = mirrored();

  private final TrainableWeights weights;
  private final LandmarkNetwork network;
  private final FaceScenes zooms;
  private final int batch;
  private final long seed;

  /**
   * @param start weights to start from
   * @param zooms close views, the first person's face in the middle
   */
  public LandmarkRecipe(
      Weights start, LandmarkConfig config, FaceScenes zooms, int batch, long seed) {
    weights = new TrainableWeights(start, Precision.BF16);
    network = weights.weights().at("network").build(w -> new LandmarkNetwork(w, config));
    this.zooms = zooms;
    this.batch = batch;
    this.seed = seed;
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    int[] rows = new int[batch];
    List<Affine> maps = new ArrayList<>();
    float[] wanted = new float[batch * 2 * Landmarks.COUNT];
    for (int i = 0; i < batch; i++) {
      rows[i] = random.nextInt(zooms.size());
      FaceScenes.Target person = zooms.people(rows[i]).get(0);
      boolean mirror = random.nextBoolean();
      Affine map = crop(person, mirror, random);
      maps.add(map);
      write(map.apply(person.landmarks()), mirror, wanted, i);
    }
    int side = LandmarkConfig.SIDE;
    Tensor x = Warp.apply(zooms.shards().batch("pictures", rows), maps, side);
    x = DEGRADATION.apply(x, random);
    Tensor input = x.to(ScalarType.BFloat16).contiguous(MemoryFormat.ChannelsLast);
    Tensor read = network.apply(input).to(ScalarType.Float);
    return read.sub(Tensors.of(wanted, batch, 2L * Landmarks.COUNT)).abs().mean();
  }

  /** The crop around a box that a detector might have found. */
  static Affine crop(FaceScenes.Target person, boolean mirror, RandomGenerator random) {
    double longer = Math.max(person.box().width(), person.box().height());
    double scale =
        LandmarkConfig.SIDE
            / (LandmarkConfig.FACTOR * longer)
            * Math.exp(0.08 * clamp(random.nextGaussian()));
    double dx = 0.06 * longer * clamp(random.nextGaussian());
    double dy = 0.06 * longer * clamp(random.nextGaussian());
    double degrees = 6 * clamp(random.nextGaussian());
    Point centre = person.box().centre();
    double half = LandmarkConfig.SIDE / 2.0;
    return Affine.translation(-centre.x() - dx, -centre.y() - dy)
        .then(Affine.scaling(mirror ? -scale : scale, scale))
        .then(Affine.rotation(degrees))
        .then(Affine.translation(half, half));
  }

  private static double clamp(double x) {
    return Math.max(-2.5, Math.min(2.5, x));
  }

  private static void write(Landmarks landmarks, boolean mirror, float[] wanted, int row) {
    double half = LandmarkConfig.SIDE / 2.0;
    for (int k = 0; k < Landmarks.COUNT; k++) {
      Point p = landmarks.points().get(mirror ? MIRRORED[k] : k);
      wanted[(row * Landmarks.COUNT + k) * 2] = (float) (p.x() / half - 1);
      wanted[(row * Landmarks.COUNT + k) * 2 + 1] = (float) (p.y() / half - 1);
    }
  }

  static int[] mirrored() {
    int[] other = new int[Landmarks.COUNT];
    for (int k = 0; k < Landmarks.COUNT; k++) {
      other[k] = k;
    }
    // First and last index of runs that turn around as a whole.
    int[][] runs = {{0, 16}, {17, 26}, {31, 35}, {48, 54}, {55, 59}, {60, 64}, {65, 67}};
    for (int[] run : runs) {
      for (int k = run[0]; k <= run[1]; k++) {
        other[k] = run[0] + run[1] - k;
      }
    }
    int[] left = {45, 44, 43, 42, 47, 46};
    for (int k = 0; k < 6; k++) {
      other[36 + k] = left[k];
      other[left[k]] = 36 + k;
    }
    return other;
  }
}
