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
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.pipelines.condition.Identities;
import io.github.fpga.pipelines.condition.OwnLooks;
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
import io.github.fpga.pipelines.people.LoraFile;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.Run;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
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
    ControlledDenoiser plain = baseline ? models.baseline(binding.control()) : controlled();
    return run.network(
        () -> {
          OwnLooks looks = baseline ? null : looks(plain);
          ControlledDenoiser network = looks == null ? plain : plain.withUnet(looks.unet());
          PromptRows text = network.prompts(states, request.width(), request.height());
          StepAttention attention =
              baseline
                  ? StepAttention.steady(new TextCrossAttention(text.keyValues()))
                  : attention(network, text.keyValues(), looks);
          Tensor feature = network.feature(ControlMode.SKELETON, drawing());
          if (!baseline && binding.landmarks() > 0) {
            feature = feature.add(network.feature(ControlMode.LANDMARK, faces(network)));
          }
          Denoiser denoiser =
              network.steered(text, attention, feature, binding.controlWithoutPrompt());
          return run.timed(Repainting.by(models) ? shown(denoiser) : denoiser);
        });
  }

  private Denoiser shown(Denoiser denoiser) {
    if (canvas == null) {
      throw new IllegalArgumentException(
          "%s repaints pictures: give it one, and a mask".formatted(models.traits().name()));
    }
    return canvas.shown(models, denoiser);
  }

  private ControlledDenoiser controlled() {
    return request.sampling().distilled() ? models.distilled(blend()) : models.denoiser(blend());
  }

  /** The skeleton mode, and the landmark mode where it is asked for. */
  private ControlBlend blend() {
    Binding binding = request.binding();
    Map<ControlMode, Double> betas =
        binding.landmarks() == 0
            ? Map.of(ControlMode.SKELETON, binding.control())
            : Map.of(
                ControlMode.SKELETON, binding.control(), ControlMode.LANDMARK, binding.landmarks());
    return new ControlBlend(betas, binding.alphaShift());
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

  /** The texts, and the people where there are any, by the noise of a step. */
  private StepAttention attention(ControlledDenoiser network, KeyValues text, OwnLooks looks) {
    Mgmica texts = texts(network, text, looks);
    List<Placement> people = scenery.people();
    if (!request.binding().identity() || people.isEmpty()) {
      return StepAttention.steady(texts);
    }
    DoubleFunction<MaskedTokens> identities = identities(people);
    return StepAttention.of(
        models.schedule(),
        Identities.areSteady(people),
        noise -> texts.withIdentities(identities.apply(noise)));
  }

  /** The people who have words or a LoRA of their own, by their place. */
  private List<Integer> own() {
    List<Placement> people = scenery.people();
    return IntStream.range(0, people.size())
        .filter(i -> !people.get(i).prompt().isBlank() || people.get(i).lora() != null)
        .boxed()
        .toList();
  }

  /** What they have, bound to their bodies; null where nobody has anything. */
  private OwnLooks looks(ControlledDenoiser network) {
    List<LoraFile> loras = new ArrayList<>();
    List<Mask> bodies = new ArrayList<>();
    for (int i : own()) {
      loras.add(scenery.people().get(i).lora());
      bodies.add(Masks.ellipse(scenery.layout().body(i), request.width(), request.height()));
    }
    return loras.isEmpty()
        ? null
        : new OwnLooks(network.unet(), loras, bodies, models.traits().cell());
  }

  /** The common text, and the texts of those people who have their own. */
  private Mgmica texts(ControlledDenoiser network, KeyValues text, OwnLooks looks) {
    int cell = models.traits().cell();
    Mgmica common =
        Mgmica.of(network.unet(), text, request.height() / cell, request.width() / cell);
    if (looks == null) {
      return common;
    }
    List<String> own =
        own().stream()
            .map(i -> Prompts.personal(prompt, scenery.people().get(i).prompt()))
            .toList();
    List<String> rows = looks.texts(request.negativePrompt(), own, guidance.enabled());
    MaskedTokens tokens = looks.bound(models.encode(rows).states(), guidance.enabled());
    return common.withPersonalTexts(tokens, request.binding().texts());
  }

  private DoubleFunction<MaskedTokens> identities(List<Placement> people) {
    KeyValues keyValues =
        Identities.keyValues(
            models.identityAdapter(),
            people.stream().map(placement -> placement.person().features()).toList(),
            request.binding().globalFeatures(),
            request.binding().localShare());
    List<Mask> regions = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      regions.add(Masks.region(scenery.layout().face(i), request.width(), request.height()));
    }
    return noise ->
        Identities.bound(
            keyValues,
            regions,
            Identities.weights(people, noise),
            people.size(),
            guidance.enabled(),
            request.binding().masks());
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
    LatentHook hook =
        Repainting.by(models) ? LatentHook.NONE : canvas.keeper(rest, cell, latents, fresh);
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
}
