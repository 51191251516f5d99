package io.github.fpga.pipelines.diir;

import io.github.fpga.diffusion.Ddim;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.LatentHook;
import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.diffusion.inversion.DdimInversion;
import io.github.fpga.diffusion.inversion.DdimInversion.Trajectory;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.CrossAttention;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.pipelines.condition.Identities;
import io.github.fpga.pipelines.condition.Prompts;
import io.github.fpga.pipelines.condition.Steering;
import io.github.fpga.pipelines.family.ControlMode;
import io.github.fpga.pipelines.family.ControlledDenoiser;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.family.PromptRows;
import io.github.fpga.pipelines.run.Run;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Steps 3 to 6 of DIIR for faces of one working size and with the same options, as one batch. */
final class FaceBatch {

  private final PortraitModels models;
  private final RestoreOptions options;
  private final Run run;
  private final List<FaceJob> jobs;
  private final ControlledDenoiser denoiser;
  private final Guidance guidance;
  private final TimestepGrid grid;

  FaceBatch(PortraitModels models, RestoreOptions options, Run run, List<FaceJob> jobs) {
    this.models = models;
    this.options = options;
    this.run = run;
    this.jobs = jobs;
    denoiser = models.denoiser(ControlMode.LANDMARK, options.control());
    guidance = new Guidance(options.guidanceScale());
    grid = grid(models.schedule(), options);
  }

  /** The DDIM grid on which inversion and denoising both run, from the strength's point on. */
  static TimestepGrid grid(NoiseSchedule schedule, RestoreOptions options) {
    return Ddim.DETERMINISTIC
        .grid(schedule, TimestepSpacing.TRAILING, 0, options.steps())
        .withStrength(options.strength());
  }

  /** The crops made anew, in working size, in the order of the jobs. */
  List<BufferedImage> restore() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      List<BufferedImage> crops = jobs.stream().map(job -> job.crop().image()).toList();
      Tensor z0 = run.stage(Stage.ENCODE, () -> run.network(() -> models.latents(crops)));
      int side = crops.get(0).getWidth();
      PromptRows text = run.stage(Stage.TEXT, () -> run.network(() -> text(side)));
      Tensor feature = options.does().landmarkControl() ? run.network(this::control) : null;
      Tensor fresh = freshNoise(z0);
      Trajectory trajectory = trajectory(z0, text, feature, fresh);
      CrossAttention attention =
          run.stage(Stage.IDENTITIES, () -> run.network(() -> attention(text.keyValues(), z0)));
      Tensor start = start(z0, trajectory.noisiest(), fresh);
      Denoiser steered = denoiser.steered(text, attention, feature, true);
      Tensor latents = denoise(start, steered, trajectory);
      return run.stage(Stage.DECODE, () -> run.network(() -> models.pictures(latents)));
    }
  }

  /** Prompts of guided rows: unwanted ones first, if any. */
  private PromptRows text(int side) {
    List<String> positive = jobs.stream().map(FaceJob::text).toList();
    return denoiser.prompts(
        models.encode(Prompts.rows("", positive, guidance.enabled())), side, side);
  }

  private Tensor control() {
    return denoiser.feature(
        ControlMode.LANDMARK, Steering.control(jobs.stream().map(this::drawing).toList()));
  }

  private BufferedImage drawing(FaceJob job) {
    return denoiser.drawFaces(job.shown(), job.side(), job.side());
  }

  /** Each face draws from a source of its own, so it does not matter what else is in the batch. */
  private Tensor freshNoise(Tensor z0) {
    long[] shape = Shapes.of(z0);
    shape[0] = 1;
    List<Tensor> rows = new ArrayList<>();
    for (FaceJob job : jobs) {
      rows.add(NoiseSource.seeded(job.noiseSeed()).gaussian(shape));
    }
    return Tensors.cat(0, rows);
  }

  /** Step 3: the latents at every point from the strength to the clean end. */
  private Trajectory trajectory(Tensor z0, PromptRows text, Tensor feature, Tensor fresh) {
    if (!options.does().inversion()) {
      return noised(z0, fresh);
    }
    PromptRows wanted = guidance.enabled() ? text.wanted() : text;
    CrossAttention nobody = new TextCrossAttention(wanted.keyValues());
    Denoiser plain = run.timed(denoiser.steered(wanted, nobody, feature, true));
    return run.stage(
        Stage.INVERT,
        grid.remaining(),
        () ->
            DdimInversion.invert(
                plain, z0, grid, options.refinements(), run.steps(Stage.INVERT, this::preview)));
  }

  /** Without inversion: the same noise at every level, as in img2img. */
  private Trajectory noised(Tensor z0, Tensor fresh) {
    List<Tensor> latents = new ArrayList<>();
    for (int point = grid.start(); point < grid.size(); point++) {
      latents.add(NoiseSchedule.addNoiseAt(grid.alphaCumprod(point), z0, fresh));
    }
    latents.add(z0);
    return new Trajectory(grid.start(), latents);
  }

  private CrossAttention attention(KeyValues text, Tensor z0) {
    Mgmica common = Mgmica.of(denoiser.unet(), text, (int) z0.size(2), (int) z0.size(3));
    if (!options.does().identity()) {
      return common;
    }
    KeyValues people =
        Identities.keyValues(
            models.identityAdapter(),
            jobs.stream().map(job -> job.placement().person().features()).toList(),
            options.localShare());
    return common.withIdentities(
        Identities.bound(
            people,
            jobs.stream().map(FaceJob::region).toList(),
            jobs.stream().map(job -> job.placement().weight()).toList(),
            1,
            guidance.enabled(),
            options.binding()));
  }

  /** Step 4: inverted latents outside the mask, partly fresh noise inside. */
  private Tensor start(Tensor z0, Tensor inverted, Tensor fresh) {
    double a = grid.alphaCumprod(grid.start());
    double rho = options.does().inversion() ? options.freshNoise() : 1;
    return Scope.of(
        () -> {
          Tensor epsilon =
              Tensors.combine(1 / Math.sqrt(1 - a), inverted, -Math.sqrt(a) / Math.sqrt(1 - a), z0);
          Tensor mixed = Tensors.combine(Math.sqrt(1 - rho), epsilon, Math.sqrt(rho), fresh);
          Tensor inside = NoiseSchedule.addNoiseAt(a, z0, mixed);
          return where(mask(z0, 0), inside, inverted);
        });
  }

  /** Step 5: identity and guidance inside, the trajectory put back outside after each step. */
  private Tensor denoise(Tensor start, Denoiser steered, Trajectory trajectory) {
    Denoiser guided = Steering.guided(guidance, run.timed(steered));
    Tensor widened = mask(start, 1);
    LatentHook replay = (point, latents) -> where(widened, latents, trajectory.at(point));
    SamplerOptions sampling =
        new SamplerOptions(
            run.steps(Stage.RESTORE, this::preview),
            options.does().replay() ? replay : LatentHook.NONE);
    return run.stage(
        Stage.RESTORE,
        grid.remaining(),
        () -> Ddim.DETERMINISTIC.sample(guided, start, grid, Sampler.NO_NOISE, sampling));
  }

  /** The faces' latent masks (B, 1, h, w), 1 inside, widened by some cells. */
  private Tensor mask(Tensor latents, int widened) {
    int cell = models.traits().cell();
    List<Tensor> rows = new ArrayList<>();
    for (FaceJob job : jobs) {
      rows.add(Tensors.of(job.cells(cell, widened), 1, latents.size(2), latents.size(3)));
    }
    return Tensors.stack(0, rows);
  }

  /** Exact on both sides, because the mask is 0 or 1. */
  private static Tensor where(Tensor mask, Tensor inside, Tensor outside) {
    return inside.mul(mask).add(outside.mul(Tensors.add(mask.neg(), 1)));
  }

  private BufferedImage preview(Tensor latents) {
    return models.preview(latents);
  }
}
