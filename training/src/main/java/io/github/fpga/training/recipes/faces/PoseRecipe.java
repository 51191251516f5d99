package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.faces.micro.PoseConfig;
import io.github.fpga.faces.micro.PoseNetwork;
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
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The pose network, on crops around the body of one person whose face is marked.
 *
 * <p>Loss: cross entropy of every cell of the heat maps, bumps of one cell's deviation, cells of a
 * joint weighted up.
 */
public final class PoseRecipe implements TrainingTask {

  private static final double JOINT_WEIGHT = 30;
  private static final double SIGMA = 1;
  private static final int GRID = PoseConfig.SIDE / PoseConfig.STRIDE;
  private static final Degradation DEGRADATION = new Degradation(0.4, 64, 128, 0.1, 0.1, 0.2);

  /** The joint that a mirrored person has in each one's place. */
  private static final int[] MIRRORED = {
    0, 1, 5, 6, 7, 2, 3, 4, 11, 12, 13, 8, 9, 10, 15, 14, 17, 16
  };

  private final TrainableWeights weights;
  private final PoseNetwork network;
  private final FaceScenes scenes;
  private final List<int[]> samples;
  private final int batch;
  private final long seed;

  /**
   * @param start weights to start from
   * @param scenes whole scenes
   */
  public PoseRecipe(Weights start, PoseConfig config, FaceScenes scenes, int batch, long seed) {
    weights = new TrainableWeights(start, Precision.BF16);
    network = weights.weights().at("network").build(w -> new PoseNetwork(w, config));
    this.scenes = scenes;
    this.batch = batch;
    this.seed = seed;
    samples = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      List<FaceScenes.Target> people = scenes.people(i);
      for (int k = 0; k < people.size(); k++) {
        if (people.get(k).visible() > 0.5) {
          samples.add(new int[] {i, k});
        }
      }
    }
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
    List<Tensor> marks = new ArrayList<>();
    float[] heat = new float[batch * Skeleton.COUNT * GRID * GRID];
    for (int i = 0; i < batch; i++) {
      int[] sample = samples.get(random.nextInt(samples.size()));
      rows[i] = sample[0];
      FaceScenes.Target person = scenes.people(sample[0]).get(sample[1]);
      boolean mirror = random.nextBoolean();
      Box face = jittered(person.box(), random);
      Affine map = map(face, mirror, random);
      maps.add(map);
      marks.add(PoseNetwork.mark(face, map));
      draw(map.apply(person.skeleton()), mirror, heat, i);
    }
    Tensor x = Warp.apply(scenes.shards().batch("pictures", rows), maps, PoseConfig.SIDE);
    Tensor seen = Tensors.cat(1, DEGRADATION.apply(x, random), Tensors.cat(0, marks));
    Tensor input = seen.to(ScalarType.BFloat16).contiguous(MemoryFormat.ChannelsLast);
    Tensor logits = network.apply(input).to(ScalarType.Float);
    return error(logits, Tensors.of(heat, batch, Skeleton.COUNT, GRID, GRID));
  }

  private static Tensor error(Tensor logits, Tensor wanted) {
    Tensor weight = Tensors.mul(wanted, JOINT_WEIGHT).add(new Scalar(1));
    Tensor right = wanted.mul(torch.log_sigmoid(logits));
    Tensor wrong = wanted.neg().add(new Scalar(1)).mul(torch.log_sigmoid(logits.neg()));
    return Tensors.mul(right.add(wrong).mul(weight).mean(), -10);
  }

  private static Box jittered(Box face, RandomGenerator random) {
    double size = Math.sqrt(face.area());
    Point off = new Point(random.nextGaussian(), random.nextGaussian()).times(0.05 * size);
    double scale = Math.exp(0.08 * random.nextGaussian());
    return Box.around(face.centre().plus(off), face.width() * scale, face.height() * scale);
  }

  private static Affine map(Box face, boolean mirror, RandomGenerator random) {
    Affine crop = PoseConfig.toCrop(face, 256, 256);
    double half = PoseConfig.SIDE / 2.0;
    double scale = Math.exp(-0.15 * random.nextDouble());
    double degrees = Math.max(-12, Math.min(12, 4 * random.nextGaussian()));
    return crop.then(Affine.translation(-half, -half))
        .then(Affine.scaling(mirror ? -scale : scale, scale))
        .then(Affine.rotation(degrees))
        .then(Affine.translation(half, half));
  }

  private static void draw(Skeleton skeleton, boolean mirror, float[] heat, int row) {
    for (int k = 0; k < Skeleton.COUNT; k++) {
      Skeleton.Joint joint = skeleton.joints().get(mirror ? MIRRORED[k] : k);
      if (!joint.visible()) {
        continue;
      }
      double cx = joint.position().x() / PoseConfig.STRIDE;
      double cy = joint.position().y() / PoseConfig.STRIDE;
      int start = (row * Skeleton.COUNT + k) * GRID * GRID;
      for (int y = Math.max(0, (int) cy - 3); y <= Math.min(GRID - 1, (int) cy + 3); y++) {
        for (int x = Math.max(0, (int) cx - 3); x <= Math.min(GRID - 1, (int) cx + 3); x++) {
          double d = Math.pow(x + 0.5 - cx, 2) + Math.pow(y + 0.5 - cy, 2);
          heat[start + y * GRID + x] = (float) Math.exp(-d / (2 * SIGMA * SIGMA));
        }
      }
    }
  }
}
