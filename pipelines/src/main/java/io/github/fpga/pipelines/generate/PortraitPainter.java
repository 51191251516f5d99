package io.github.fpga.pipelines.generate;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.Samplers;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.drawing.ControlDrawings;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.CrossAttention;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.condition.Identities;
import io.github.fpga.pipelines.condition.Prompts;
import io.github.fpga.pipelines.condition.Steering;
import io.github.fpga.pipelines.family.ControlBlend;
import io.github.fpga.pipelines.family.ControlMode;
import io.github.fpga.pipelines.family.ControlledDenoiser;
import io.github.fpga.pipelines.family.PortraitModels;
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
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** One picture from noise; text, identities and control are computed once, then denoised with. */
final class PortraitPainter {

  private static final int CELL = 8;

  private final PortraitModels models;
  private final Scenery scenery;
  private final GenerateRequest request;
  private final Run run;
  private final Guidance guidance;
  private final String prompt;

  PortraitPainter(PortraitModels models, Scenery scenery, Run run) {
    this.models = models;
    this.scenery = scenery;
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
      Tensor states = run.stage(Stage.TEXT, () -> run.network(this::encodeText));
      Denoiser denoiser =
          run.stage(
              Stage.IDENTITIES,
              () ->
                  request.binding().controlNetWithoutIdentity()
                      ? baseline(states)
                      : steered(states));
      Tensor latents = denoise(denoiser, noise);
      return run.stage(Stage.DECODE, () -> run.network(() -> models.pictures(latents).get(0)));
    }
  }

  /** The negative prompt (under guidance) and the prompt, (1 or 2, tokens, channels). */
  private Tensor encodeText() {
    return models.encode(
        Prompts.rows(request.negativePrompt(), List.of(prompt), guidance.enabled()));
  }

  /** RepControlNet's modes with identities bound to their regions. */
  private Denoiser steered(Tensor states) {
    ControlledDenoiser merged =
        request.sampling().distilled() ? models.distilled(blend()) : models.denoiser(blend());
    return run.network(
        () -> {
          Mgmica texts = texts(merged.unet(), states);
          DoubleFunction<MaskedTokens> people = identities();
          Tensor feature = feature(merged);
          return run.timed(
              Steering.denoiser(
                  merged.unet(),
                  models.schedule(),
                  people == null || Identities.areSteady(scenery.people()),
                  noise ->
                      Conditioning.of(
                              people == null ? texts : texts.withIdentities(people.apply(noise)))
                          .withConditionFeature(feature)));
        });
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

  private Tensor feature(ControlledDenoiser merged) {
    Tensor feature = merged.feature(ControlMode.SKELETON, drawing());
    if (merged.controls().containsKey(ControlMode.LANDMARK)) {
      feature = feature.add(merged.feature(ControlMode.LANDMARK, faces()));
    }
    return guidance.enabled()
        ? Steering.guidedFeature(feature, request.binding().controlWithoutPrompt())
        : feature;
  }

  private Tensor drawing() {
    return Steering.control(
        List.of(
            ControlDrawings.skeletons(
                scenery.layout().skeletons(), request.width(), request.height())));
  }

  private Tensor faces() {
    return Steering.control(
        List.of(
            ControlDrawings.landmarks(
                WantedFaces.five(scenery.layout()), request.width(), request.height())));
  }

  /** The common text, and the texts of those people who have their own. */
  private Mgmica texts(UNet2DConditionModel unet, Tensor states) {
    Mgmica attention =
        Mgmica.of(
            unet, unet.textKeyValues(states), request.height() / CELL, request.width() / CELL);
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < scenery.people().size(); i++) {
      if (!scenery.people().get(i).prompt().isBlank()) {
        own.add(i);
      }
    }
    return own.isEmpty()
        ? attention
        : attention.withPersonalTexts(personalTexts(unet, own), request.binding().texts());
  }

  /** The identities by the noise of a step; null where there are none. */
  private DoubleFunction<MaskedTokens> identities() {
    List<Placement> people = scenery.people();
    if (!request.binding().identity() || people.isEmpty()) {
      return null;
    }
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

  /** The texts of people who have one, bound to their bodies. */
  private MaskedTokens personalTexts(UNet2DConditionModel unet, List<Integer> own) {
    List<String> texts =
        own.stream().map(i -> Prompts.personal(prompt, scenery.people().get(i).prompt())).toList();
    List<Mask> bodies =
        own.stream()
            .map(i -> Masks.ellipse(scenery.layout().body(i), request.width(), request.height()))
            .toList();
    return Identities.bound(
        unet.textKeyValues(models.encode(texts)),
        bodies,
        own.stream().map(i -> 1.0).toList(),
        own.size(),
        guidance.enabled(),
        MaskRule.MGMICA);
  }

  /** The plain denoiser with a classic ControlNet, which runs at every step; nobody in it. */
  private Denoiser baseline(Tensor states) {
    UNet2DConditionModel unet = models.plainDenoiser();
    ControlNetModel controlNet = models.controlNet();
    double scale = request.binding().control();
    return run.network(
        () -> {
          Conditioning text = Conditioning.text(unet, states);
          CrossAttention own = new TextCrossAttention(controlNet.textKeyValues(states));
          Tensor feature = controlNet.embed(drawing());
          return run.timed(
              (latents, timestep) -> {
                Tensor t = Steering.timestep(timestep);
                return unet.predict(
                    latents,
                    t,
                    text.withResiduals(
                        controlNet.residuals(latents, t, own, feature, scale, false)));
              });
        });
  }

  private Tensor denoise(Denoiser denoiser, NoiseSource noise) {
    Sampling sampling = request.sampling();
    Sampler sampler = Samplers.byName(sampling.sampler());
    TimestepGrid grid =
        sampler.grid(models.schedule(), TimestepSpacing.TRAILING, 0, sampling.steps());
    int channels = models.config().denoiser().inChannels();
    Tensor start =
        grid.initialLatents(
            noise.gaussian(1, channels, request.height() / CELL, request.width() / CELL));
    SamplerOptions options =
        SamplerOptions.NONE.withListener(
            run.steps(Stage.DENOISE, latents -> models.pictures(latents).get(0)));
    return run.stage(
        Stage.DENOISE,
        grid.remaining(),
        () -> sampler.sample(Steering.guided(guidance, denoiser), start, grid, noise, options));
  }
}
