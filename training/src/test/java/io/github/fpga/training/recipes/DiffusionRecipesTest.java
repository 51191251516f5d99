package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.diffusion.Guidance;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.mmf.MmfRecipe;
import io.github.fpga.training.mmf.MultiModeFusion;
import io.github.fpga.training.recipes.faces.AttributeTargets;
import io.github.fpga.training.recipes.faces.LatentRecogniser;
import io.github.fpga.training.recipes.faces.LatentRecogniserRecipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every diffusion recipe can learn: on eight samples its loss falls quickly. */
class DiffusionRecipesTest {

  private static final int SAMPLES = 8;

  @TempDir static Path folder;
  @TempDir Path run;

  private static AutoencoderKl autoencoder;
  private static ClipTokenizer tokenizer;
  private static PortraitData frames;
  private static PortraitData zooms;
  private static Weights base;

  @BeforeAll
  static void makeSamples() {
    Engine.start(1);
    autoencoder = RandomStart.autoencoder();
    tokenizer = RandomStart.tokenizer(folder);
    zooms = RandomStart.portraits(SampleKind.ZOOM, SAMPLES, folder);
    frames = RandomStart.portraits(SampleKind.FRAME, SAMPLES, folder);
    base = Weights.of(RandomStart.base());
  }

  @Test
  void baseOverfits() {
    assertLearns(
        new BaseRecipe(
            Weights.random(2),
            tokenizer,
            Workspace.vocabularySize(),
            frames,
            zooms,
            autoencoder,
            new BaseRecipe.Settings(1000, 2, SAMPLES, 7)));
  }

  @Test
  void modalOverfits() {
    assertLearns(modal());
  }

  private static ModalRecipe modal() {
    return mode(ModeNetwork.fresh(base, zooms, 7), SAMPLES);
  }

  private static ModalRecipe mode(ModeNetwork mode, int batch) {
    return new ModalRecipe(
        mode, base, tokenizer, Workspace.vocabularySize(), autoencoder, batch, 7);
  }

  @Test
  void fineTuningOverfits() {
    assertLearns(mode(ModeNetwork.tuned(base, frames, 7), 2));
  }

  @Test
  void controlNetOverfits() {
    assertLearns(
        new ControlNetRecipe(base, tokenizer, Workspace.vocabularySize(), frames.samples(), 2, 7));
  }

  @Test
  void identityAdapterOverfits() {
    assertLearns(identity(false, 0));
  }

  @Test
  void jointTrainingOverfits() {
    assertLearns(identity(true, 0));
  }

  @Test
  void jointTrainingMovesModesAndAdapter() {
    IdentityRecipe recipe = identity(true, 1);
    Set<String> moved = new TreeSet<>();
    try (Scope scope = Scope.open()) {
      recipe.loss(1).backward();
      recipe
          .leaves()
          .forEach(
              (key, leaf) -> {
                if (leaf.grad().defined()) {
                  moved.add(key.substring(0, key.indexOf('.', key.indexOf('.') + 1)));
                }
              });
    }
    assertTrue(
        moved.containsAll(Set.of("skeleton.modal", "skeleton.adapter", "identity.image_proj")),
        moved::toString);
    assertTrue(moved.stream().noneMatch(key -> key.startsWith("landmark")), moved::toString);
  }

  @Test
  void skeletonModeOfTheIdentityRecipeRuns() {
    IdentityRecipe recipe = identity(false, 1);
    try (Scope scope = Scope.open()) {
      assertTrue(Double.isFinite(recipe.loss(1).item_float()));
    }
  }

  private IdentityRecipe identity(boolean joint, double skeletonShare) {
    return new IdentityRecipe(start(), joint, recipe(joint ? 0.3 : 0, skeletonShare));
  }

  private static MmfRecipe recipe(double likeness, double skeletonShare) {
    MmfRecipe joint = MmfRecipe.of("joint");
    return new MmfRecipe(
        TrainingConfig.of(12, 1e-3, 7),
        modes(skeletonShare),
        joint.zooms(),
        joint.referenceWeights(),
        joint.strength(),
        joint.masks(),
        joint.clones(),
        joint.dropouts(),
        new MmfRecipe.Losses(4, likeness, 3, 40));
  }

  private static MultiModeFusion modes(double skeletonShare) {
    return new MultiModeFusion(
        skeletonShare, new MultiModeFusion.Draw(2, 2), new MultiModeFusion.Draw(SAMPLES, 2));
  }

  private static MmfStart start() {
    return new MmfStart(
        base.below("identity"),
        base,
        modalWeights(),
        modalWeights(),
        latentRecogniser(),
        tokenizer,
        Workspace.vocabularySize(),
        frames,
        zooms,
        autoencoder);
  }

  @Test
  void consistencyDistillationOverfits() {
    assertLearns(
        new ConsistencyRecipe(
            start(), new ConsistencyRecipe.Settings(modes(0), 4, new Guidance(3), 7)));
  }

  private static Weights latentRecogniser() {
    TrainableWeights made = new TrainableWeights(Weights.random(6), Precision.FP32);
    new LatentRecogniser(made.weights(), MicroFamily.denoiser().inChannels(), 128, 0);
    return Weights.of(RandomStart.frozen(made));
  }

  @Test
  void latentRecogniserOverfits() {
    assertLearns(
        new LatentRecogniserRecipe(
            Weights.random(6), zooms, Optional.of(AttributeTargets.of(zooms)), 128, 8, 7));
  }

  private static Weights modalWeights() {
    TrainableWeights copies = ModalWeights.trainable(base.below("unet"), ModalWeights.GAMMA);
    new UNet2DConditionModel(
        base.below("unet")
            .reparameterized(
                (key, value, init, shape) -> {
                  if (ModalWeights.copies(key)) {
                    copies.get(key, init, shape);
                  }
                  return value;
                }),
        MicroFamily.denoiser());
    TrainableWeights adapter = new TrainableWeights(Weights.random(4), Precision.FP32);
    new ControlAdapter(adapter.weights(), MicroFamily.controlAdapter());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    copies
        .masters()
        .forEach((key, value) -> tensors.put("modal." + key, Scope.own(value.detach())));
    adapter
        .masters()
        .forEach((key, value) -> tensors.put("adapter." + key, Scope.own(value.detach())));
    return Weights.of(tensors);
  }

  /** Same step, same loss: what "resume equals uninterrupted" rests on. */
  @Test
  void lossDependsOnTheStepAlone() {
    ModalRecipe recipe = modal();
    try (Scope scope = Scope.open()) {
      double first = recipe.loss(3).item_float();
      recipe.loss(4);
      assertEquals(first, recipe.loss(3).item_float());
    }
  }

  private void assertLearns(TrainingTask task) {
    double before = mean(task);
    TrainingConfig config = new TrainingConfig(12, 3e-3, 1, 0, 1, 0.9, 100, 100, 1);
    new TrainingLoop(task, config, run, Map.of()).run(() -> false);
    double after = mean(task);
    assertTrue(after < 0.93 * before, "loss %.4f before, %.4f after".formatted(before, after));
  }

  private static double mean(TrainingTask task) {
    try (Scope scope = Scope.open()) {
      Tensor sum = task.loss(101).detach().add(task.loss(102).detach());
      return Tensors.scalar(sum) / 2;
    }
  }
}
