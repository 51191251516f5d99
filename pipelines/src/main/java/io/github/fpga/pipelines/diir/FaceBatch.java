package io.github.fpga.pipelines.diir;

import io.github.fpga.diffusion.ComposedGuidance;
import io.github.fpga.diffusion.Ddim;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.LatentHook;
import io.github.fpga.diffusion.Lcm;
import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.diffusion.inversion.DdimInversion;
import io.github.fpga.diffusion.inversion.DdimInversion.Trajectory;
import io.github.fpga.faces.Mask;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.condition.Identities;
import io.github.fpga.pipelines.condition.Prompts;
import io.github.fpga.pipelines.condition.Steering;
import io.github.fpga.pipelines.condition.StepAttention;
import io.github.fpga.pipelines.family.ControlBlend;
import io.github.fpga.pipelines.family.ControlMode;
import io.github.fpga.pipelines.family.ControlledDenoiser;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.family.PromptRows;
import io.github.fpga.pipelines.family.Repainting;
import io.github.fpga.pipelines.family.TextStates;
import io.github.fpga.pipelines.people.Placement;
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
import org.bytedeco.pytorch.global.torch;

/** Steps 3 to 6 of DIIR for faces of one working size and with the same options, as one batch. */
final class FaceBatch {

  private final PortraitModels models;
  private final RestoreOptions options;
  private final Run run;
  private final List<FaceJob> jobs;
  private final List<NoiseSource> noise;
  private final ComposedGuidance guidance;
  private final TimestepGrid grid;

  FaceBatch(PortraitModels models, RestoreOptions options, Run run, List<FaceJob> jobs) {
    this.models = models;
    this.options = options;
    this.run = run;
    this.jobs = jobs;
    noise = jobs.stream().map(job -> NoiseSource.seeded(job.noiseSeed())).toList();
    guidance = options.guidance();
    grid = grid(models.schedule(), options);
  }

  /** The grid on which inversion and denoising both run, from the strength's point on. */
  static TimestepGrid grid(NoiseSchedule schedule, RestoreOptions options) {
    return sampler(options)
        .grid(schedule, TimestepSpacing.TRAILING, 0, options.steps())
        .withStrength(options.strength());
  }

  private static Sampler sampler(RestoreOptions options) {
    return options.distilled() ? Lcm.DEFAULT : Ddim.DETERMINISTIC;
  }

  /**
   * A network with what steers every step of it.
   *
   * @param text of guided rows: unwanted ones first, if any
   * @param feature of the control; null without
   */
  private record Steered(ControlledDenoiser network, PromptRows text, Tensor feature) {

    Denoiser with(PromptRows rows, StepAttention attention) {
      return network.steered(rows, attention, feature, true);
    }

    Steered withUnet(UNet2DConditionModel changed) {
      return new Steered(network.withUnet(changed), text, feature);
    }
  }

  /**
   * As it sees the crops where it was trained to repaint: the faces are to be painted, in inverting
   * as in restoring, so that the trajectory is one that restoring can follow.
   */
  private Denoiser shown(Denoiser denoiser, Tensor z0) {
    return run.network(
        () ->
            Repainting.over(
                models,
                denoiser,
                jobs.stream().map(job -> job.crop().image()).toList(),
                jobs.stream().map(job -> job.working().alpha()).toList(),
                mask(coverage(z0))));
  }

  /** The crops made anew, in working size, in the order of the jobs. */
  List<BufferedImage> restore() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      List<BufferedImage> crops = jobs.stream().map(job -> job.crop().image()).toList();
      Tensor z0 = run.stage(Stage.ENCODE, () -> run.network(() -> models.latents(crops)));
      TextStates states = run.stage(Stage.TEXT, () -> run.network(this::states));
      ControlBlend blend = ControlBlend.of(ControlMode.LANDMARK, options.control());
      Steered trained = steered(models.denoiser(blend), states);
      Steered plain = options.distilled() ? steered(models.distilled(blend), states) : trained;
      FaceLoras loras = run.network(() -> loras(plain.network()));
      Steered painter = loras == null ? plain : plain.withUnet(loras.unet());
      Tensor fresh = freshNoise(Shapes.of(z0));
      Denoiser nobody = nobody(trained, z0);
      Trajectory trajectory = trajectory(z0, nobody, fresh);
      StepAttention attention =
          run.stage(
              Stage.IDENTITIES, () -> run.network(() -> attention(painter, loras, states, z0)));
      Tensor start = start(z0, trajectory.noisiest(), fresh);
      Denoiser steered = shown(painter.with(painter.text(), attention), z0);
      Tensor latents = denoise(start, guided(start, steered, nobody), trajectory);
      return run.stage(Stage.DECODE, () -> run.network(() -> models.pictures(latents)));
    }
  }

  private TextStates states() {
    List<String> positive = jobs.stream().map(FaceJob::text).toList();
    return models.encode(Prompts.rows("", positive, guidance.enabled()));
  }

  private Steered steered(ControlledDenoiser network, TextStates states) {
    int side = jobs.get(0).side();
    return run.network(
        () ->
            new Steered(
                network,
                network.prompts(states, side, side),
                options.does().landmarkControl()
                    ? network.feature(ControlMode.LANDMARK, drawings(network))
                    : null));
  }

  private Tensor drawings(ControlledDenoiser network) {
    return Steering.control(
        jobs.stream().map(job -> network.drawFaces(job.shown(), job.side(), job.side())).toList());
  }

  /** Each face draws from a source of its own, so it does not matter what else is in the batch. */
  private Tensor freshNoise(long... shape) {
    long[] one = shape.clone();
    one[0] = 1;
    return Tensors.cat(0, noise.stream().map(source -> source.gaussian(one)).toList());
  }

  /** The network under prompt and control, but with nobody: what inverts. */
  private Denoiser nobody(Steered steered, Tensor z0) {
    PromptRows wanted = guidance.enabled() ? steered.text().wanted() : steered.text();
    StepAttention text = StepAttention.steady(new TextCrossAttention(wanted.keyValues()));
    return run.timed(shown(steered.with(wanted, text), z0));
  }

  /** Step 3: the latents at every point from the strength to the clean end. */
  private Trajectory trajectory(Tensor z0, Denoiser nobody, Tensor fresh) {
    if (!options.does().inversion()) {
      return noised(z0, fresh);
    }
    return run.stage(
        Stage.INVERT,
        grid.remaining(),
        () ->
            DdimInversion.invert(
                nobody, z0, grid, options.refinements(), run.steps(Stage.INVERT, this::preview)));
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

  private FaceLoras loras(ControlledDenoiser network) {
    return FaceLoras.of(network.unet(), jobs, guidance.enabled(), models.traits().cell());
  }

  private StepAttention attention(Steered steered, FaceLoras loras, TextStates states, Tensor z0) {
    KeyValues text = steered.text().keyValues();
    Mgmica plain = Mgmica.of(steered.network().unet(), text, (int) z0.size(2), (int) z0.size(3));
    Mgmica common = loras == null ? plain : loras.bind(plain, states.states());
    if (!options.does().identity()) {
      return StepAttention.steady(common);
    }
    List<Placement> people = jobs.stream().map(FaceJob::placement).toList();
    KeyValues keyValues =
        Identities.keyValues(
            models.identityAdapter(),
            people.stream().map(placement -> placement.person().features()).toList(),
            true,
            options.localShare());
    List<Mask> regions = jobs.stream().map(FaceJob::region).toList();
    return StepAttention.of(
        models.schedule(),
        Identities.areSteady(people),
        noise ->
            common.withIdentities(
                Identities.bound(
                    keyValues,
                    regions,
                    Identities.weights(people, noise),
                    1,
                    guidance.enabled(),
                    options.binding())));
  }

  /** Step 4: inverted latents outside the mask, partly fresh noise inside. */
  private Tensor start(Tensor z0, Tensor inverted, Tensor fresh) {
    double a = grid.alphaCumprod(grid.start());
    double rho = options.does().inversion() ? options.freshNoise() : 1;
    return Scope.of(
        () -> {
          Tensor epsilon =
              Tensors.combine(1 / Math.sqrt(1 - a), inverted, -Math.sqrt(a) / Math.sqrt(1 - a), z0);
          Tensor share = Tensors.mul(influence(z0), rho);
          Tensor kept = Tensors.add(share.neg(), 1);
          Tensor mixed = epsilon.mul(kept.sqrt()).add(fresh.mul(share.sqrt()));
          Tensor inside = NoiseSchedule.addNoiseAt(a, z0, mixed);
          return where(mask(coverage(z0)), inside, inverted);
        });
  }

  /** Inside the mask guided by the words and, from nobody under the same words, by the person. */
  private Denoiser guided(Tensor start, Denoiser steered, Denoiser nobody) {
    Denoiser timed = run.timed(steered);
    return guidance.enabled() ? guidance.within(influence(start), timed, nobody) : timed;
  }

  /** Step 5: the trajectory put back outside after each step. */
  private Tensor denoise(Tensor start, Denoiser guided, Trajectory trajectory) {
    Tensor inside = mask(coverage(start));
    LatentHook replay = (point, latents) -> where(inside, latents, trajectory.at(point));
    SamplerOptions sampling =
        new SamplerOptions(
            run.steps(Stage.RESTORE, this::preview),
            options.does().replay() ? replay : LatentHook.NONE);
    return run.stage(
        Stage.RESTORE,
        grid.remaining(),
        () -> sampler(options).sample(guided, start, grid, this::freshNoise, sampling));
  }

  /** How much of each latent cell the faces' masks cover (B, 1, h, w), in [0, 1]. */
  private Tensor coverage(Tensor latents) {
    int cell = models.traits().cell();
    List<Tensor> rows = new ArrayList<>();
    for (FaceJob job : jobs) {
      rows.add(Tensors.of(job.coverage(cell), 1, latents.size(2), latents.size(3)));
    }
    return Tensors.stack(0, rows);
  }

  /** 1 for every cell that a mask touches, else 0. */
  private static Tensor mask(Tensor coverage) {
    return coverage.sign();
  }

  /** The share of fresh noise and of guidance that each cell takes (B, 1, h, w). */
  private Tensor influence(Tensor latents) {
    return options.does().softBorder()
        ? coverage(latents)
        : torch.ones_like(latents.narrow(1, 0, 1));
  }

  /** Exact on both sides, because the mask is 0 or 1. */
  private static Tensor where(Tensor mask, Tensor inside, Tensor outside) {
    return inside.mul(mask).add(outside.mul(Tensors.add(mask.neg(), 1)));
  }

  private BufferedImage preview(Tensor latents) {
    return models.preview(latents);
  }
}
