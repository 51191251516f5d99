package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.family.ControlMode;
import io.github.fpga.pipelines.family.ControlledDenoiser;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.WorldScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full fine-tuning, from its first step to a family. */
class FineTuningTest {

  @TempDir static Path workspace;
  @TempDir static Path family;

  private static Weights base;
  private static PortraitData frames;

  @BeforeAll
  static void trainAndGather() throws IOException {
    Engine.start(1);
    frames = RandomStart.portraits(SampleKind.FRAME, 2, workspace.resolve("data"));
    Path file = workspace.resolve("base/weights.safetensors");
    write(file);
    base = Weights.of(Checkpoint.open(file)).materialized();
    TrainingConfig config = new TrainingConfig(3, 3e-3, 1, 0, 1, 0.5, 100, 100, 1);
    ModalRecipe recipe = recipe(ModeNetwork.tuned(base, frames, 7));
    new TrainingLoop(recipe, config, workspace.resolve("finetune"), Map.of()).run(() -> false);
    new Gathering(workspace).fineTunedInto(family);
  }

  /** A base as training leaves it. */
  private static void write(Path file) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      RandomStart.base().forEach((key, value) -> tensors.put(key, value.to(ScalarType.Half)));
      Safetensors.write(file, tensors, Map.of("recipe", "base"));
    }
  }

  private static ModalRecipe recipe(ModeNetwork mode) {
    return new ModalRecipe(
        mode,
        base,
        RandomStart.tokenizer(workspace.resolve("base")),
        Workspace.vocabularySize(),
        RandomStart.autoencoder(),
        2,
        7);
  }

  /** Why it has the learning rate of skeleton mode: the maps with copies go the same way. */
  @Test
  void itStartsWhereTheModeStartsWithTheSameGradients() {
    ModalRecipe tuned = recipe(ModeNetwork.tuned(base, frames, 7));
    ModalRecipe modal = recipe(ModeNetwork.fresh(base, frames, 7));
    try (Scope scope = Scope.open()) {
      Tensor loss = tuned.loss(1);
      Tensor other = modal.loss(1);
      assertEquals(other.item_float(), loss.item_float());
      loss.backward();
      other.backward();
      modal
          .leaves()
          .forEach(
              (key, leaf) -> {
                Tensor same = tuned.leaves().get(key.replaceFirst("^modal\\.", "unet."));
                assertTrue(leaf.grad().equal(same.grad()), key);
              });
    }
    List<String> more = new ArrayList<>(tuned.leaves().keySet());
    more.removeIf(key -> modal.leaves().containsKey(key.replaceFirst("^unet\\.", "modal.")));
    assertTrue(more.contains("unet.conv_in.weight"), more::toString);
    assertTrue(more.contains("unet.down_blocks.0.resnets.0.norm1.weight"), more::toString);
    assertTrue(more.stream().noneMatch(ModalWeights::copies), more::toString);
  }

  @Test
  void mergingLeavesTheTunedDenoiserBitByBit() {
    Checkpoint run = Checkpoint.open(workspace.resolve("finetune/weights.safetensors"));
    Weights tuned = Weights.of(Checkpoint.open(family.resolve("base.safetensors"))).below("unet");
    Checkpoint mode = Checkpoint.open(family.resolve("skeleton.safetensors"));
    Mode copies = new Mode("skeleton", Weights.of(mode).below("modal"), 1);
    Weights merged =
        RepControl.merge(tuned, new Tied(ModalWeights.GAMMA), List.of(copies), Precision.BF16);
    Set<String> moved = new TreeSet<>();
    try (Scope scope = Scope.open()) {
      new UNet2DConditionModel(
          merged.reparameterized(
              (key, value, init, shape) -> {
                Tensor trained = run.tensor("unet." + key);
                assertTrue(value.value().equal(trained.to(ScalarType.BFloat16)), key);
                if (!base.parameter("unet." + key, init, shape).value().equal(trained)) {
                  moved.add(key);
                }
                return value;
              }),
          MicroFamily.denoiser());
    }
    assertTrue(moved.contains("mid_block.resnets.0.conv1.weight"), moved::toString);
    assertTrue(moved.contains("conv_norm_out.bias"), moved::toString);
  }

  @Test
  void thePipelinesPredictAsTheTrainedNetworkDoes() {
    Weights run =
        Weights.of(Checkpoint.open(workspace.resolve("finetune/weights.safetensors")))
            .converted(Precision.BF16.type());
    UNet2DConditionModel unet =
        run.below("unet").build(w -> new UNet2DConditionModel(w, MicroFamily.denoiser()));
    ControlAdapter adapter =
        run.below("adapter").build(w -> new ControlAdapter(w, MicroFamily.controlAdapter()));
    try (PortraitModels models = ModelSet.folder(family).load(Precision.BF16);
        Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      ControlledDenoiser denoiser = models.denoiser(ControlMode.SKELETON, 1);
      Tensor drawing = ControlPictures.of(frames.first(1), 0, WorldScenes.random(1, 1));
      Tensor feature = adapter.apply(drawing, 1);
      Tensor text = models.encode(List.of("a portrait")).states();
      float[] expected = predict(unet, text, feature);
      assertArrayEquals(
          expected,
          predict(denoiser.unet(), text, denoiser.feature(ControlMode.SKELETON, drawing)));
      assertFalse(Arrays.equals(expected, predict(unet, text, feature.mul(new Scalar(0)))));
    }
  }

  private static float[] predict(UNet2DConditionModel unet, Tensor text, Tensor feature) {
    Conditioning conditioning = Conditioning.text(unet, text).withConditionFeature(feature);
    Tensor latents = NoiseSource.seeded(4).gaussian(1, 8, 32, 32);
    return Tensors.floats(unet.predict(latents, Tensors.of(new float[] {500}, 1), conditioning));
  }
}
