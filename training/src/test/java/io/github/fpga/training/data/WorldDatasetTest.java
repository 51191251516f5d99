package io.github.fpga.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.recipes.BaseRecipe;
import io.github.fpga.training.recipes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PortraitWorld written as IDZoom and read again is the live world. */
class WorldDatasetTest {

  private static final int SAMPLES = 6;
  private static final int PLACES = 2;

  @TempDir static Path folder;

  private static final List<String> told = new ArrayList<>();
  private static AutoencoderKl autoencoder;
  private static PortraitData liveFrames;
  private static PortraitData liveZooms;
  private static PortraitData frames;
  private static PortraitData zooms;

  @BeforeAll
  static void writeAndRead() throws IOException {
    Engine.start(1);
    autoencoder =
        Weights.random(1)
            .converted(Precision.BF16.type())
            .build(w -> new AutoencoderKl(w, MicroFamily.autoencoder(3)));
    WorldSamples frame = new WorldSamples(SampleKind.FRAME, 5);
    WorldSamples zoom = new WorldSamples(SampleKind.ZOOM, 6);
    liveFrames = live("live-frames", frame, 15);
    liveZooms = live("live-zooms", zoom, 16);
    WorldDataset.write(
        folder.resolve("dataset"),
        List.of(
            new WorldDataset.Part("frame", frame, 15, SAMPLES),
            new WorldDataset.Part("zoom", zoom, 16, SAMPLES)),
        shard -> {});
    frames = read(SampleKind.FRAME, 15);
    zooms = read(SampleKind.ZOOM, 16);
  }

  private static PortraitData live(String name, WorldSamples samples, long seed) {
    Shards shards = samples.encode(folder.resolve(name), 1, SAMPLES, autoencoder, shard -> {});
    Path features = folder.resolve(name + "-references");
    return new PortraitData(
        samples.kind(),
        shards,
        References.build(features, shards, new PixelRecogniser(), seed, List.of(1.0), shard -> {}),
        PLACES);
  }

  private static PortraitData read(SampleKind kind, long seed) {
    return new IdzoomPortraits(
            new TrainingSet(folder.resolve("dataset"), Set.of()),
            folder.resolve("cache"),
            told::add)
        .of(kind, autoencoder, new PixelRecogniser(), seed, PLACES);
  }

  @Test
  void framesAreTheSame() {
    assertSame(liveFrames, frames);
  }

  @Test
  void zoomsAreTheSame() {
    assertSame(liveZooms, zooms);
  }

  private static void assertSame(PortraitData live, PortraitData read) {
    assertEquals(live.samples().size(), read.samples().size());
    for (String key : List.of("latents", "captions", "identities", "boxes", "five", "skeletons")) {
      assertSame(key, live.samples(), read.samples());
    }
    for (String key : List.of("global", "local")) {
      assertSame(key, live.references(), read.references());
    }
    try (Scope scope = Scope.open()) {
      assertArrayEquals(
          Tensors.floats(live.first(SAMPLES).masks(0)),
          Tensors.floats(read.first(SAMPLES).masks(0)));
    }
  }

  private static void assertSame(String key, Shards live, Shards read) {
    try (Scope scope = Scope.open()) {
      assertArrayEquals(values(live, key), values(read, key), key);
    }
  }

  private static float[] values(Shards shards, String key) {
    Tensor column = shards.column(key).to(ScalarType.Float);
    return Tensors.floats(column);
  }

  /** What differs: landmarks are borrowed from people of the dataset. */
  @Test
  void landmarksAreBorrowedFromSomebodyElse() {
    try (Scope scope = Scope.open()) {
      float[] own = values(zooms.samples(), "five");
      float[] borrowed = values(zooms.samples(), "borrowed");
      float[] boxes = values(zooms.samples(), "boxes");
      for (int row = 0; row < SAMPLES; row++) {
        double distance = 0;
        for (int i = 0; i < 10; i++) {
          distance = Math.max(distance, Math.abs(own[40 * row + i] - borrowed[40 * row + i]));
        }
        assertTrue(distance > 0, "sample " + row + " has its own landmarks");
        assertTrue(distance < boxes[16 * row + 2], "sample %d: %.1f".formatted(row, distance));
      }
    }
  }

  @Test
  void everybodyHasAReferenceOfTheirOwn() {
    assertTrue(
        told.contains(
            "6 frames; 0.0 % of the people in them have no other picture: it is"
                + " their reference"),
        told::toString);
    assertTrue(Files.exists(folder.resolve("dataset").resolve("README.md")));
  }

  /** Three updates, frames and zooms in turn, with text and identities. */
  @Test
  void trainingGivesTheSameLosses() throws IOException {
    List<String> live = losses("live-run", liveFrames, liveZooms);
    List<String> read = losses("dataset-run", frames, zooms);
    assertEquals(4, live.size());
    assertFalse(live.toString().contains("NaN"), live::toString);
    assertEquals(live, read);
  }

  private static List<String> losses(String name, PortraitData frames, PortraitData zooms) {
    ClipTokenizer tokenizer =
        ClipTokenizer.wordLevel(
            folder.resolve("tokenizer.json"), Workspace.words(), MicroFamily.PROMPT_LENGTH);
    BaseRecipe recipe =
        new BaseRecipe(
            Weights.random(2),
            tokenizer,
            Workspace.vocabularySize(),
            frames,
            zooms,
            autoencoder,
            new BaseRecipe.Settings(2, 2, 3, 7));
    List<String> losses = new ArrayList<>();
    TrainingConfig config = new TrainingConfig(3, 3e-3, 1, 0, 1, 0.9, 100, 100, 1);
    new TrainingLoop(recipe, config, folder.resolve(name), Map.of())
        .run(
            () -> {
              losses.add(loss(recipe));
              return false;
            });
    losses.add(loss(recipe));
    return losses;
  }

  private static String loss(BaseRecipe recipe) {
    try (Scope scope = Scope.open()) {
      return recipe.loss(101).item_float() + " " + recipe.loss(102).item_float();
    }
  }
}
