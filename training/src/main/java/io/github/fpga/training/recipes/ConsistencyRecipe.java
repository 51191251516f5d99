package io.github.fpga.training.recipes;

import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.Lcm;
import io.github.fpga.diffusion.NoiseSchedule;
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
 * Stage 6: few steps. Both modes learn to jump to the clean latents at once, by latent consistency
 * distillation (Luo et al., arXiv 2310.04378, algorithm 1): from noisy latents the frozen modes
 * take one guided DDIM step, and the student has to say the same of both ends. Guidance is worked
 * in, so a step later costs one evaluation in place of two. The target is the student itself
 * without gradients (Song and Dhariwal, arXiv 2310.14189, section 3.2), not a moving average.
 *
 * <p>Leaves: {@code skeleton...} and {@code landmark...}, in the form of the files of these modes.
 */
public final class ConsistencyRecipe implements TrainingTask {

  /** The Huber loss turns from a square to a line here, in units of the latents. */
  private static final double HUBER = 0.03;

  private static final int SAMPLED_STEPS = 4;

  /**
   * Steps of the sampler's grid that the frozen modes take at once (the skipping step of algorithm
   * 1): what is known at the clean end reaches the noisy one in fewer updates.
   */
  private static final int SKIPPED = 3;

  /**
   * Up to this timestep the target is the frozen mode's own guess, which is sharp there. Left to
   * the boundary condition at 0 alone, the student drifts: what noise it lets through at one level
   * it asks of the next.
   */
  private static final int ANCHORED = 119;

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
    int[] now = new int[drawn.size()];
    int[] next = new int[drawn.size()];
    timesteps(now, next, random);
    Tensor clean = drawn.latents();
    Tensor noise = NoiseSource.seeded(random.nextLong()).gaussian(Shapes.of(clean));
    Tensor noisy = schedule.addNoise(clean, noise, now);
    Conditioning conditioning =
        conditions.generation(mode.student(), drawn, captions, control, false);
    Tensor target =
        Scope.inference(
            () -> {
              Tensor guess = guided(mode, drawn, captions, control, noisy, now);
              Tensor x0 = schedule.predictedX0(noisy, guess, now);
              Tensor stepped =
                  schedule.addNoise(x0, schedule.predictedEpsilon(noisy, guess, now), next);
              Tensor own = jump(mode.student(), conditioning, stepped, next);
              return own.lerp(x0, anchored(now)).detach();
            });
    return huber(jump(mode.student(), conditioning, noisy, now).sub(target), drawn.faceCells());
  }

  /** A step of the distillation's grid for every row; stratified, as noise levels are elsewhere. */
  private void timesteps(int[] now, int[] next, RandomGenerator random) {
    int steps = Lcm.DEFAULT.originalSteps();
    int stride = schedule.size() / steps;
    double offset = random.nextDouble();
    for (int row = 0; row < now.length; row++) {
      int k = 1 + (int) ((row + offset) / now.length * steps);
      now[row] = k * stride - 1;
      next[row] = Math.max(0, now[row] - SKIPPED * stride);
    }
  }

  /** What the frozen mode predicts under guidance, every row at its own level. */
  private Tensor guided(
      Pair mode,
      SampleBatch drawn,
      List<String> captions,
      Tensor control,
      Tensor noisy,
      int[] timesteps) {
    Conditioning guided = conditions.generation(mode.teacher(), drawn, captions, control, true);
    Tensor levels = levels(timesteps);
    long rows = noisy.size(0);
    Tensor both =
        mode.teacher()
            .unet()
            .predict(Tensors.cat(0, noisy, noisy), Tensors.cat(0, levels, levels), guided);
    return settings.guidance().combine(both.narrow(0, 0, rows), both.narrow(0, rows, rows));
  }

  /** 1 for rows whose target is the frozen mode's guess, else 0. */
  private static Tensor anchored(int[] timesteps) {
    float[] anchored = new float[timesteps.length];
    for (int row = 0; row < timesteps.length; row++) {
      anchored[row] = timesteps[row] <= ANCHORED ? 1 : 0;
    }
    return Tensors.of(anchored, timesteps.length, 1, 1, 1);
  }

  /** The consistency function: the clean latents, held to the noisy ones near timestep 0. */
  private Tensor jump(ModeNetwork mode, Conditioning conditioning, Tensor noisy, int[] timesteps) {
    Tensor prediction = mode.unet().predict(noisy, levels(timesteps), conditioning);
    int rows = timesteps.length;
    float[] skip = new float[rows];
    float[] out = new float[rows];
    for (int row = 0; row < rows; row++) {
      skip[row] = (float) Lcm.DEFAULT.skip(timesteps[row]);
      out[row] = (float) Lcm.DEFAULT.out(timesteps[row]);
    }
    return noisy
        .mul(Tensors.of(skip, rows, 1, 1, 1))
        .add(
            schedule.predictedX0(noisy, prediction, timesteps).mul(Tensors.of(out, rows, 1, 1, 1)));
  }

  private static Tensor levels(int[] timesteps) {
    float[] values = new float[timesteps.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = timesteps[i];
    }
    return Tensors.of(values, values.length);
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
