package io.github.fpga.training.recipes;

import io.github.fpga.diffusion.Combination;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.DpmSolver;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.Lcm;
import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.CaptionDropout;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.mmf.MultiModeFusion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/**
 * Stage 6: few steps. Both modes learn to jump to the clean latents at once: the consistency
 * function of latent consistency models (Luo et al., arXiv 2310.04378), which their sampler then
 * chains. Their training asks the student to say the same at two neighbouring points of the frozen
 * modes' trajectory, so what it knows has to travel from the clean end to the noisy one; ours
 * follows the trajectory to its end, from noisy latents of one of the sampler's levels, and asks
 * for that end (docs/training.md has both). Guidance is worked in, so a step later costs one
 * evaluation in place of two.
 *
 * <p>Leaves: {@code skeleton...} and {@code landmark...}, in the form of the files of these modes.
 */
public final class ConsistencyRecipe implements TrainingTask {

  /** The Huber loss turns from a square to a line here, in units of the latents. */
  private static final double HUBER = 0.03;

  private static final int SAMPLED_STEPS = 4;

  /** The levels of this many of the sampler's steps are trained, so those of 4 and 2 are, too. */
  private static final int LEVELS = 8;

  /** Steps of the frozen modes from one of these levels to the next. */
  private static final int STEPS_PER_LEVEL = 2;

  private static final Sampler TEACHER = DpmSolver.plusPlus2M(false);

  /**
   * How the modes take turns, and what is distilled.
   *
   * @param faceWeight how much faces weigh, as in {@link io.github.fpga.training.mmf.MmfRecipe}
   * @param guidance of the teacher, worked into the student
   */
  public record Settings(MultiModeFusion modes, double faceWeight, Guidance guidance, long seed) {}

  /** A mode before and while it is distilled. */
  private record Pair(ModeNetwork teacher, ModeNetwork student) {}

  private final Pair skeleton;
  private final Pair landmark;
  private final MmfConditions conditions;
  private final NoiseSchedule schedule = MicroFamily.schedule();
  private final TimestepGrid trajectory = trajectory(schedule);
  private final Settings settings;
  private final SampleSheet sheet;

  /**
   * @param start all trained stages
   */
  public ConsistencyRecipe(MmfStart start, Settings settings) {
    skeleton = pair(start.base(), start.skeleton(), start.frames());
    landmark = pair(start.base(), start.landmark(), start.zooms());
    Weights identity = start.identity().converted(Precision.BF16.type());
    conditions = new MmfConditions(start, identity, landmark.teacher(), MaskRule.MGMICA);
    this.settings = settings;
    sheet = new SampleSheet(start.autoencoder(), Lcm.DEFAULT, SAMPLED_STEPS, Guidance.OFF);
  }

  private static Pair pair(Weights base, Weights mode, PortraitData data) {
    return new Pair(ModeNetwork.frozen(base, mode, data), ModeNetwork.continued(base, mode, data));
  }

  @Override
  public Map<String, Tensor> leaves() {
    return MmfConditions.leaves(skeleton.student(), landmark.student());
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(settings.seed(), step);
    SampleKind kind = settings.modes().mode(step);
    Pair mode = kind == SampleKind.FRAME ? skeleton : landmark;
    SampleBatch drawn = mode.student().data().draw(settings.modes().draw(kind).batch(), random);
    List<String> captions = drawn.captions(random, CaptionDropout.of(0));
    Tensor control = ControlPictures.of(drawn, 0.5, random);
    TimestepGrid rest = trajectory.from(STEPS_PER_LEVEL * random.nextInt(LEVELS));
    Tensor clean = drawn.latents();
    Tensor noise = NoiseSource.seeded(random.nextLong()).gaussian(Shapes.of(clean));
    Tensor noisy = rest.addNoise(clean, noise);
    Conditioning guided = conditions.generation(mode.teacher(), drawn, captions, control, true);
    Denoiser teacher =
        settings.guidance().of((x, t) -> mode.teacher().unet().predict(x, level(t), guided));
    Tensor target = Scope.inference(() -> TEACHER.sample(teacher, noisy, rest));
    Conditioning conditioning =
        conditions.generation(mode.student(), drawn, captions, control, false);
    double timestep = rest.steps().get(rest.start()).timestep();
    Tensor jumped = jump(mode.student(), conditioning, noisy, timestep);
    return huber(jumped.sub(target), drawn.faceCells());
  }

  /** The frozen modes' steps through all levels to the clean end. */
  private static TimestepGrid trajectory(NoiseSchedule schedule) {
    double[] levels = Lcm.DEFAULT.grid(schedule, TimestepSpacing.TRAILING, 0, LEVELS).timesteps();
    int[] timesteps = new int[LEVELS * STEPS_PER_LEVEL];
    for (int i = 0; i < timesteps.length; i++) {
      int level = i / STEPS_PER_LEVEL;
      double next = level + 1 < LEVELS ? levels[level + 1] : 0;
      double share = (double) (i % STEPS_PER_LEVEL) / STEPS_PER_LEVEL;
      timesteps[i] = (int) Math.round(levels[level] + share * (next - levels[level]));
    }
    return TimestepGrid.of(schedule, timesteps);
  }

  /** The consistency function: the clean latents, held to the noisy ones near timestep 0. */
  private Tensor jump(ModeNetwork mode, Conditioning conditioning, Tensor noisy, double timestep) {
    Tensor prediction = mode.unet().predict(noisy, level(timestep), conditioning);
    Combination x0 =
        schedule.predictionType().x0(schedule.alphaCumprod((int) Math.round(timestep)));
    return x0.times(Lcm.DEFAULT.out(timestep))
        .plus(new Combination(Lcm.DEFAULT.skip(timestep), 0))
        .apply(noisy, prediction);
  }

  private static Tensor level(double timestep) {
    return Tensors.of(new float[] {(float) timestep}, 1);
  }

  private Tensor huber(Tensor error_BCHW, Tensor faces_B1HW) {
    Tensor weight = Tensors.add(Tensors.mul(faces_B1HW, settings.faceWeight()), 1);
    Tensor size = Tensors.add(error_BCHW.square(), HUBER * HUBER).sqrt();
    return Tensors.add(size, -HUBER).mul(weight).mean().div(weight.mean());
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    conditions.sample(folder, step, skeleton.student(), landmark.student(), sheet, false);
  }
}
