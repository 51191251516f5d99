package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.micro.DetectorConfig;
import io.github.fpga.faces.micro.DetectorNetwork;
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
 * The face detector, on turned, scaled, mirrored and degraded windows of whole scenes.
 *
 * <p>Loss: the quality focal loss on the scores (arXiv 2006.04388), L1 on boxes and points in the
 * cells around each face's centre.
 */
public final class DetectorRecipe implements TrainingTask {

  private static final int SIDE = 256;
  private static final double GEOMETRY_WEIGHT = 1;
  private static final Degradation DEGRADATION = new Degradation(0.5, 60, 220, 0.15, 0.1, 0.25);

  private final TrainableWeights weights;
  private final DetectorNetwork network;
  private final FaceScenes scenes;
  private final int batch;
  private final int window;
  private final long seed;

  /**
   * @param start weights to start from
   * @param scenes whole scenes of 256 pixels
   * @param window side of the windows trained on, a multiple of 32
   */
  public DetectorRecipe(
      Weights start, DetectorConfig config, FaceScenes scenes, int batch, int window, long seed) {
    weights = new TrainableWeights(start, Precision.BF16);
    network = weights.weights().at("network").build(w -> new DetectorNetwork(w, config));
    this.scenes = scenes;
    this.batch = batch;
    this.window = window;
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
    DetectorTargets targets = new DetectorTargets(batch, window / DetectorConfig.STRIDE);
    for (int i = 0; i < batch; i++) {
      rows[i] = random.nextInt(scenes.size());
      List<FaceScenes.Target> people = scenes.people(rows[i]);
      boolean mirror = random.nextBoolean();
      Affine map = window(window, people, mirror, random);
      maps.add(map);
      for (FaceScenes.Target person : people) {
        targets.add(i, person, map, mirror);
      }
    }
    Tensor x = Warp.apply(scenes.shards().batch("pictures", rows), maps, window);
    x = DEGRADATION.apply(x, random);
    Tensor input = x.to(ScalarType.BFloat16).contiguous(MemoryFormat.ChannelsLast);
    Tensor cells = network.apply(input).to(ScalarType.Float);
    return targets.scoreLoss(cells).add(Tensors.mul(targets.geometryLoss(cells), GEOMETRY_WEIGHT));
  }

  /** A window around some person, or anywhere; faces get sides of about 12 to 200 pixels. */
  static Affine window(
      int window, List<FaceScenes.Target> people, boolean mirror, RandomGenerator random) {
    double scale = Math.exp(1.2 * random.nextDouble() - 0.35);
    double cx = SIDE * random.nextDouble();
    double cy = SIDE * random.nextDouble();
    if (!people.isEmpty() && random.nextDouble() < 0.85) {
      FaceScenes.Target person = people.get(random.nextInt(people.size()));
      double face = person.box().height();
      scale = Math.max(12 / face, Math.min(180 / face, scale));
      double free = 0.42 * window / scale;
      cx = person.box().centre().x() + free * (2 * random.nextDouble() - 1);
      cy = person.box().centre().y() + free * (2 * random.nextDouble() - 1);
    }
    if (random.nextDouble() < 0.8) {
      cx = inside(cx, window / scale);
      cy = inside(cy, window / scale);
    }
    double degrees = Math.max(-15, Math.min(15, 5 * random.nextGaussian()));
    return Affine.translation(-cx, -cy)
        .then(Affine.scaling(mirror ? -scale : scale, scale))
        .then(Affine.rotation(degrees))
        .then(Affine.translation(window / 2.0, window / 2.0));
  }

  /** The centre of a window nearest to the wanted one that shows nothing beyond the picture. */
  private static double inside(double centre, double length) {
    return length >= SIDE ? SIDE / 2.0 : Math.max(length / 2, Math.min(SIDE - length / 2, centre));
  }
}
