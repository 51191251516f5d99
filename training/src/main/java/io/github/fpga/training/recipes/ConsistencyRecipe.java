package io.github.fpga.training.recipes;

import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.Lcm;
import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.mmf.MultiModeFusion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
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

  /** Weight of the faces, as in {@link IdentityRecipe}. */
  private static final double FACE_WEIGHT = 4;

  /** The Huber loss turns from a square to a line here, in units of the latents. */
  private static final double HUBER = 0.03;

  private static final int SAMPLED_STEPS = 4;

  /**
   * How the modes take turns, and what is distilled.
   *
   * @param guidance of the teacher, worked into the student
   */
  public record Settings(
      MultiModeFusion fusion, int frameBatch, int zoomBatch, Guidance guidance, long seed) {}

  /** A mode before and while it is distilled. */
  private record Pair(ModeNetwork teacher, ModeNetwork student) {}

  private final Pair skeleton;
  private final Pair landmark;
  private final IdentityAdapter adapter;
  private final ClipTextModel text;
  private final ClipTokenizer tokenizer;
  private final NoiseSchedule schedule = MicroFamily.schedule();
  private final Settings settings;
  private final SampleSheet sheet;

  /**
   * @param start all trained stages
   */
  public ConsistencyRecipe(
      IdentityRecipe.Start start,
      ClipTokenizer tokenizer,
      int vocabulary,
      PortraitData frames,
      PortraitData zooms,
      AutoencoderKl autoencoder,
      Settings settings) {
    Weights base = start.base();
    skeleton = pair(base, start.skeleton(), frames);
    landmark = pair(base, start.landmark(), zooms);
    text = new ClipTextModel(base.converted(Precision.BF16.type()), MicroFamily.text(vocabulary));
    adapter =
        new IdentityAdapter(
            start.identity().converted(Precision.BF16.type()),
            MicroFamily.identityAdapter(),
            landmark.teacher().unet().crossAttentionLayers());
    this.tokenizer = tokenizer;
    this.settings = settings;
    sheet = new SampleSheet(autoencoder, Lcm.DEFAULT, SAMPLED_STEPS, Guidance.OFF);
  }

  private static Pair pair(Weights base, Weights mode, PortraitData data) {
    return new Pair(ModeNetwork.frozen(base, mode, data), ModeNetwork.continued(base, mode, data));
  }

  @Override
  public Map<String, Tensor> leaves() {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    skeleton.student().leaves().forEach((key, leaf) -> leaves.put("skeleton." + key, leaf));
    landmark.student().leaves().forEach((key, leaf) -> leaves.put("landmark." + key, leaf));
    return leaves;
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(settings.seed(), step);
    boolean frame = settings.fusion().mode(step) == SampleKind.FRAME;
    Pair mode = frame ? skeleton : landmark;
    SampleBatch drawn =
        mode.student().data().draw(frame ? settings.frameBatch() : settings.zoomBatch(), random);
    List<String> captions = drawn.captions(random, 0);
    Tensor control = ControlPictures.of(drawn, 0.5, random);
    int[] now = new int[drawn.size()];
    int[] next = new int[drawn.size()];
    timesteps(now, next, random);
    Tensor clean = drawn.latents();
    Tensor noise = NoiseSource.seeded(random.nextLong()).gaussian(Shapes.of(clean));
    Tensor noisy = schedule.addNoise(clean, noise, now);
    Tensor stepped = Scope.inference(() -> teach(mode, drawn, captions, control, noisy, now, next));
    Conditioning conditioning = conditioning(mode.student(), drawn, captions, control, false);
    Tensor target =
        Scope.inference(() -> jump(mode.student(), conditioning, stepped, next).detach());
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
      next[row] = Math.max(0, now[row] - stride);
    }
  }

  /** One guided DDIM step of the frozen mode, every row at its own level. */
  private Tensor teach(
      Pair mode,
      SampleBatch drawn,
      List<String> captions,
      Tensor control,
      Tensor noisy,
      int[] now,
      int[] next) {
    Conditioning guided = conditioning(mode.teacher(), drawn, captions, control, true);
    Tensor levels = levels(now);
    long rows = noisy.size(0);
    Tensor both =
        mode.teacher()
            .unet()
            .predict(Tensors.cat(0, noisy, noisy), Tensors.cat(0, levels, levels), guided);
    Tensor prediction =
        settings.guidance().combine(both.narrow(0, 0, rows), both.narrow(0, rows, rows));
    Tensor x0 = schedule.predictedX0(noisy, prediction, now);
    return schedule.addNoise(x0, schedule.predictedEpsilon(noisy, prediction, now), next);
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

  /** The conditions of generation; under guidance the rows without prompt and identity first. */
  private Conditioning conditioning(
      ModeNetwork mode, SampleBatch drawn, List<String> captions, Tensor control, boolean guided) {
    List<String> prompts = guided ? Prompts.withEmpty(captions) : captions;
    Tensor tokens = Scope.inference(() -> text.encode(Prompts.ids(tokenizer, prompts), 0));
    Tensor strengths =
        guided
            ? Prompts.withoutAndWith(drawn.size())
            : Prompts.withoutAndWith(drawn.size()).narrow(0, drawn.size(), drawn.size());
    Tensor feature = mode.feature(control);
    Mgmica attention =
        Mgmica.of(mode.unet(), mode.textKeyValues(tokens), mode.cells(), mode.cells());
    try (NoGradGuard guard = new NoGradGuard()) {
      attention = attention.withIdentities(mode.data().identities(adapter, drawn, strengths));
    }
    return Conditioning.of(attention)
        .withConditionFeature(guided ? Tensors.cat(0, feature, feature) : feature);
  }

  private static Tensor huber(Tensor error_BCHW, Tensor faces_B1HW) {
    Tensor weight = Tensors.add(Tensors.mul(faces_B1HW, FACE_WEIGHT), 1);
    Tensor size = Tensors.add(error_BCHW.square(), HUBER * HUBER).sqrt();
    return Tensors.add(size, -HUBER).mul(weight).mean().div(weight.mean());
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    sample(folder.resolve("frames-%06d.png".formatted(step)), skeleton.student(), 5);
    sample(folder.resolve("zooms-%06d.png".formatted(step)), landmark.student(), 10);
  }

  private void sample(Path file, ModeNetwork mode, int count) throws IOException {
    SampleBatch drawn = mode.data().first(count);
    RandomGenerator random = WorldScenes.random(1, 1);
    List<String> captions = drawn.captions(random, 0);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor controls = ControlPictures.of(drawn, 1, random);
      Conditioning conditioning = conditioning(mode, drawn, captions, controls, false);
      sheet.write(file, drawn, mode.unet(), conditioning, controls);
    }
  }
}
