package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Viewport;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.WorldScenes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The autoencoder learns eight pictures, and its decoder alone leaves the latents as they are. */
class AutoencoderRecipeTest {

  @TempDir static Path folder;
  private static Shards scenes;
  private static Shards faces;

  @BeforeAll
  static void draw() {
    Engine.start(1);
    scenes = pictures("scenes", 256, 4);
    faces = pictures("faces", 128, 8);
  }

  private static Shards pictures(String name, int side, int count) {
    return Shards.build(
        folder.resolve(name),
        1,
        shard -> {
          List<Tensor> rows = IntStream.range(0, count).mapToObj(i -> picture(i, side)).toList();
          return Map.of("pictures", Tensors.stack(0, rows));
        },
        shard -> {});
  }

  private static Tensor picture(int i, int side) {
    Scene scene = WorldScenes.scene(WorldScenes.random(3, i));
    Tensor x = Images.toTensor(Renderer.image(scene, side, side, Viewport.face(scene, 0, 2)));
    return Tensors.mul(Tensors.add(x, 1), 127.5).round().to(ScalarType.Byte).squeeze(0);
  }

  private static AutoencoderRecipe recipe(Weights start, boolean encoderFrozen) {
    return new AutoencoderRecipe(start, scenes, faces, 4, 64, encoderFrozen, 1);
  }

  private static Checkpoint train(AutoencoderRecipe recipe, int steps, String name) {
    Path run = folder.resolve(name);
    TrainingConfig config = new TrainingConfig(steps, 2e-3, 1, 0, 1, 0.8, 100, 100, 1);
    new TrainingLoop(recipe, config, run, Map.of()).run(() -> false);
    return Checkpoint.open(run.resolve("weights.safetensors"));
  }

  @Test
  void overfits() {
    AutoencoderRecipe recipe = recipe(Weights.random(1), false);
    double before = loss(recipe);
    Checkpoint published = train(recipe, 60, "whole");
    double after = loss(recipe);
    assertTrue(after < 0.7 * before, "loss %.4f before, %.4f after".formatted(before, after));
    assertTrue(Double.parseDouble(published.metadata().get("scaling_factor")) > 0);
  }

  @Test
  void frozenEncoderStaysWhatItWas() {
    Checkpoint first = train(recipe(Weights.random(1), false), 2, "first");
    Checkpoint second = train(recipe(Weights.of(first), true), 2, "second");
    assertEquals(0, distance(first, second, "encoder.conv_in.weight"), 1e-6);
    assertTrue(distance(first, second, "decoder.conv_in.weight") > 1e-4);
  }

  private static double distance(Checkpoint a, Checkpoint b, String key) {
    try (Scope scope = Scope.open()) {
      Tensor x = a.tensor(key).to(ScalarType.Float);
      return Tensors.scalar(x.sub(b.tensor(key).to(ScalarType.Float)).abs().max());
    }
  }

  private static double loss(AutoencoderRecipe recipe) {
    try (Scope scope = Scope.open()) {
      return Tensors.scalar(recipe.loss(1_000_001)) + Tensors.scalar(recipe.loss(1_000_002));
    }
  }
}
