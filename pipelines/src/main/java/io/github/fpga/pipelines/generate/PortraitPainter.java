package io.github.fpga.pipelines.generate;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.LatentHook;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.Samplers;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.drawing.ControlDrawings;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
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
import io.github.fpga.pipelines.family.TextStates;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.Run;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** One picture from noise; text, identities and control are computed once, then denoised with. */
final class PortraitPainter {

  private final PortraitModels models;
  private final Scenery scenery;
  private final Canvas canvas;
  private final GenerateRequest request;
  private final Run run;
  private final Guidance guidance;
  private final String prompt;

  /**
   * @param canvas what is painted over; null for nothing
   */
  PortraitPainter(PortraitModels models, Scenery scenery, Canvas canvas, Run run) {
    this.models = models;
    this.scenery = scenery;
    this.canvas = canvas;
    this.run = run;
    request = scenery.request();
    guidance = new Guidance(request.sampling().guidanceScale(), request.sampling().rescale());
    prompt = Prompts.styled(request.style(), request.prompt());
  }

  /** The picture of a seed. */
  BufferedImage paint(long seed) {
    NoiseSource noise = NoiseSource.seeded(seed);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      TextStates states = run.stage(Stage.TEXT, () -> run.network(this::encodeText));
      Denoiser denoiser = run.stage(Stage.IDENTITIES, () -> steered(states));
      Tensor latents = denoise(denoiser, noise);
      return run.stage(Stage.DECODE, () -> run.network(() -> models.pictures(latents).get(0)));
    }
  }

  /** The negative prompt (under guidance) and the prompt, (1 or 2, tokens, channels). */
  private TextStates encodeText() {
    return models.encode(
        Prompts.rows(request.negativePrompt(), List.of(prompt), guidance.enabled()));
  }

  /** The family's control with identities bound to their regions; the baseline knows nobody. */
  private Denoiser steered(TextStates states) {
    Binding binding = request.binding();
    boolean baseline = binding.controlNetWithoutIdentity();
    ControlledDenoiser network =
        baseline ? models.baseline(binding.control()) : models.denoiser(betas());
    return run.network(
        () -> {
          PromptRows text = network.prompts(states, request.width(), request.height());
          CrossAttention attention =
              baseline
                  ? new TextCrossAttention(text.keyValues())
                  : attention(network, text.keyValues());
          Tensor feature = network.feature(ControlMode.SKELETON, drawing());
          if (!baseline && binding.landmarks() > 0) {
            feature = feature.add(network.feature(ControlMode.LANDMARK, faces(network)));
          }
          Denoiser denoiser =
              network.steered(text, attention, feature, binding.controlWithoutPrompt());
          return run.timed(repaints() ? shown(denoiser) : denoiser);
        });
  }

  private Denoiser shown(Denoiser denoiser) {
    if (canvas == null) {
      throw new IllegalArgumentException(
          "%s repaints pictures: give it one, and a mask".formatted(models.traits().name()));
    }
    return canvas.shown(models, denoiser);
  }

  /** The skeleton mode, and the landmark mode where it is asked for. */
  private Map<ControlMode, Double> betas() {
    Binding binding = request.binding();
    return binding.landmarks() == 0
        ? Map.of(ControlMode.SKELETON, binding.control())
        : Map.of(
            ControlMode.SKELETON, binding.control(), ControlMode.LANDMARK, binding.landmarks());
  }

  private Tensor drawing() {
    return Steering.control(
        List.of(
            ControlDrawings.skeletons(
                scenery.layout().skeletons(), request.width(), request.height())));
  }

  private Tensor faces(ControlledDenoiser network) {
    return Steering.control(
        List.of(
            network.drawFaces(
                WantedFaces.five(scenery.layout()), request.width(), request.height())));
  }

  private CrossAttention attention(ControlledDenoiser network, KeyValues text) {
    int cell = models.traits().cell();
    Mgmica attention =
        Mgmica.of(network.unet(), text, request.height() / cell, request.width() / cell);
    if (request.binding().identity() && !scenery.people().isEmpty()) {
      attention = attention.withIdentities(identities());
    }
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < scenery.people().size(); i++) {
      if (!scenery.people().get(i).prompt().isBlank()) {
        own.add(i);
      }
    }
    return own.isEmpty()
        ? attention
        : attention.withPersonalTexts(personalTexts(network, own), request.binding().texts());
  }

  private MaskedTokens identities() {
    List<Placement> people = scenery.people();
    KeyValues keyValues =
        Identities.keyValues(
            models.identityAdapter(),
            people.stream().map(placement -> placement.person().features()).toList(),
            request.binding().localShare());
    List<Mask> regions = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      regions.add(Masks.region(scenery.layout().face(i), request.width(), request.height()));
    }
    return Identities.bound(
        keyValues,
        regions,
        people.stream().map(Placement::weight).toList(),
        people.size(),
        guidance.enabled(),
        request.binding().masks());
  }

  /** The texts of people who have one, bound to their bodies. */
  private MaskedTokens personalTexts(ControlledDenoiser network, List<Integer> own) {
    List<String> texts =
        own.stream().map(i -> Prompts.personal(prompt, scenery.people().get(i).prompt())).toList();
    List<Mask> bodies =
        own.stream()
            .map(i -> Masks.ellipse(scenery.layout().body(i), request.width(), request.height()))
            .toList();
    return Identities.bound(
        network.unet().textKeyValues(models.encode(texts).states()),
        bodies,
        own.stream().map(i -> 1.0).toList(),
        own.size(),
        guidance.enabled(),
        MaskRule.MGMICA);
  }

  private Tensor denoise(Denoiser denoiser, NoiseSource noise) {
    Sampling sampling = request.sampling();
    Sampler sampler = Samplers.byName(sampling.sampler());
    TimestepGrid grid =
        sampler.grid(
            models.schedule(),
            models.traits().spacing(),
            models.traits().stepsOffset(),
            sampling.steps());
    int channels = models.traits().latentChannels();
    int cell = models.traits().cell();
    Tensor fresh = noise.gaussian(1, channels, request.height() / cell, request.width() / cell);
    SamplerOptions options =
        SamplerOptions.NONE.withListener(run.steps(Stage.DENOISE, models::preview));
    if (canvas == null) {
      return sample(denoiser, sampler, grid, grid.initialLatents(fresh), noise, options);
    }
    Tensor latents =
        run.stage(Stage.ENCODE, () -> run.network(() -> models.latents(List.of(canvas.picture()))));
    TimestepGrid rest = grid.withStrength(canvas.strength());
    LatentHook hook = repaints() ? LatentHook.NONE : canvas.keeper(rest, cell, latents, fresh);
    Tensor start = canvas.start(rest, latents, fresh);
    return sample(denoiser, sampler, rest, start, noise, options.withAfterStep(hook));
  }

  private Tensor sample(
      Denoiser denoiser,
      Sampler sampler,
      TimestepGrid grid,
      Tensor start,
      NoiseSource noise,
      SamplerOptions options) {
    return run.stage(
        Stage.DENOISE,
        grid.remaining(),
        () -> sampler.sample(Steering.guided(guidance, denoiser), start, grid, noise, options));
  }

  /** Whether the denoiser was trained to repaint: it sees more than latents. */
  private boolean repaints() {
    return models.plainDenoiser().unet().config().inChannels() > models.traits().latentChannels();
  }
}
