package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.training.mmf.MmfRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a dataset to trained weights through the command line. */
class TrainingSetE2ETest {

  @TempDir static Path folder;

  private static Path dataset;

  @BeforeAll
  static void writeTheWorld() {
    dataset = folder.resolve("world");
    Cli.run("world", "--format", "idzoom", "--count", 4, "-o", dataset).ok();
  }

  @Test
  void theWorldAsADatasetIsTrainedFrom() {
    assertEquals(List.of("README.md", "data"), Cli.names(dataset));
    DatasetShards shards = DatasetShards.open(dataset, Split.TRAIN);
    assertTrue(shards.records() >= 2 * (4 + 13), shards.records() + " records");

    Path workspace = folder.resolve("workspace");
    String err =
        Cli.run("train", "landmark", "--data", dataset, "--workspace", workspace, "--steps", 1)
            .ok()
            .err();
    assertTrue(err.contains("13 zooms; 0.0 % of the people in them have no other picture"), err);
    Checkpoint weights =
        Checkpoint.open(workspace.resolve("landmark").resolve("weights.safetensors"));
    assertEquals(shards.fingerprint(), weights.metadata().get("data"));
    assertEquals("1", weights.metadata().get("step"));
  }

  @Test
  void theAutoencoderSeesItsPictures() {
    Path workspace = folder.resolve("workspace-pictures");
    Cli.run("train", "decoder", "--data", dataset, "--workspace", workspace, "--steps", 1).ok();
    Checkpoint pictures =
        Checkpoint.open(
            workspace.resolve("data/idzoom/frame-pictures").resolve("shard-00000.safetensors"));
    assertArrayEquals(new long[] {4, 3, 256, 256}, pictures.shape("pictures"));
  }

  /** A recipe is printed, edited, trained by, found in the weights, and wanted for going on. */
  @Test
  void aRecipeOfOnesOwnIsTrainedBy() throws IOException {
    Path workspace = folder.resolve("workspace-recipe");
    String printed = Cli.run("train", "identity", "--print-recipe").ok().out();
    Path own = folder.resolve("own.json");
    Files.writeString(own, printed.replace("\"faceWeight\" : 4.0", "\"faceWeight\" : 5.0"));
    List<Object> train =
        List.of("train", "identity", "--data", dataset, "--workspace", workspace, "--steps", 1);
    Cli.run(with(train, "--recipe", own)).ok();
    Path state = workspace.resolve("identity").resolve("state.safetensors");
    MmfRecipe trained = MmfRecipe.read(state);
    assertEquals(MmfRecipe.read(own).withSteps(1), trained);
    assertEquals(5, trained.losses().faceWeight());
    Cli.run(with(train, "--resume")).refused("begun by another recipe", "--recipe " + state);
    Cli.run(with(train, "--resume", "--recipe", state)).ok();
  }

  private static Object[] with(List<Object> arguments, Object... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray();
  }

  @Test
  void recipesThatDoNotFitAreRefused() throws IOException {
    Path own = folder.resolve("zooms.json");
    String text = MmfRecipe.of("identity").text();
    Files.writeString(own, text.replace("\"most\" : 3.0", "\"most\" : 5.0"));
    Path other = folder.resolve("other-recipe");
    Cli.run("train", "identity", "--recipe", own, "--data", dataset, "--workspace", other)
        .refused("with --data, zooms of the recipe stays", "most=5.0");
    Files.writeString(own, text.replace("faceWeight", "faceweight"));
    Cli.run("train", "identity", "--recipe", own, "--workspace", other)
        .refused("zooms.json is no recipe of MMF", "losses.faceWeight: Missing");
    Cli.run("train", "base", "--recipe", own, "--workspace", other)
        .refused("base takes no recipe file", "[cloneface, identity, joint]");
    Cli.run("train", "base", "--print-recipe").refused("base takes no recipe file");
  }

  @Test
  void aModelSetLearnsAModeOfControl() throws IOException {
    Path sets = TinyPublicSets.write(Files.createDirectories(folder.resolve("sets")));
    Path workspace = folder.resolve("workspace-public");
    Object[] command = {
      "train", "repcontrolnet", "--sets", sets, "--workspace", workspace, "--steps", 2
    };
    Cli.run(with(command, "--model", "tiny15", "--data", dataset)).ok();
    Checkpoint weights =
        Checkpoint.open(workspace.resolve("repcontrolnet").resolve("weights.safetensors"));
    assertTrue(weights.has("modal.down_blocks.0.resnets.0.conv1.weight"));
    assertTrue(weights.has("adapter.conv_out.weight"));
    assertEquals("2", weights.metadata().get("step"));

    Files.writeString(
        sets.resolve("mine.yaml"),
        """
        name: mine
        extends: tiny15
        description: with a mode of its own
        components:
          - {role: repcontrolnet, local: %s}
        """
            .formatted(weights.file().toAbsolutePath()));
    Object[] generate = {"generate", "--prompt", "a portrait", "--sets", sets, "--no-restore"};
    Cli.run(with(generate, "--model", "mine", "-o", folder.resolve("mine.png"))).ok();
    Cli.run(with(generate, "--model", "tiny15", "-o", folder.resolve("tiny.png"))).ok();
    assertFalse(
        Arrays.equals(
            Cli.pixels(folder.resolve("mine.png")), Cli.pixels(folder.resolve("tiny.png"))),
        "it is controlled by the ControlNet");
    Files.writeString(
        sets.resolve("wrong.yaml"),
        """
        name: wrong
        extends: tinyxl
        description: a mode of another denoiser
        components:
          - {role: repcontrolnet, local: %s}
        """
            .formatted(weights.file().toAbsolutePath()));
    Cli.run(with(generate, "--model", "wrong", "-o", folder.resolve("no.png")))
        .refused("weights.safetensors");

    Path other = folder.resolve("other-public");
    Cli.run("train", "repcontrolnet", "--data", dataset, "--workspace", other)
        .refused("which denoiser", "--model");
    Cli.run("train", "repcontrolnet", "--model", "tiny15", "--sets", sets, "--workspace", other)
        .refused("--data");
    Cli.run("train", "base", "--model", "tiny15", "--sets", sets, "--workspace", other)
        .refused("the micro family", "repcontrolnet");
    Cli.run(
            "train",
            "repcontrolnet",
            "--model",
            "tinyxl",
            "--sets",
            sets,
            "--data",
            dataset,
            "--workspace",
            other)
        .refused("Stable Diffusion 1.x");
  }

  private static Object[] with(Object[] start, Object... more) {
    return Stream.concat(Arrays.stream(start), Arrays.stream(more)).toArray();
  }

  @Test
  void theSameCountGivesTheSameFiles() {
    Cli.run("world", "--format", "idzoom", "--count", 4, "-o", folder.resolve("again")).ok();
    for (String name : Cli.names(dataset.resolve("data"))) {
      Cli.assertSameBytes(
          dataset.resolve("data").resolve(name),
          folder.resolve("again").resolve("data").resolve(name));
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    Path other = folder.resolve("other");
    Cli.run("train", "pose", "--data", dataset, "--workspace", other)
        .refused("pose", "PortraitWorld alone", "--data");
    Cli.run("train", "cloneface", "--data", dataset, "--workspace", other)
        .refused("Clone Face Tuning", "--data");
    Cli.run("train", "base", "--licence", "CC0-1.0", "--workspace", other).refused("add --data");
    Cli.run("train", "base", "--data", folder.resolve("none"), "--workspace", other)
        .refused("a dataset is a folder with Parquet files in data/");
    Cli.run("train", "landmark", "--data", dataset, "--licence", "MIT", "--workspace", other)
        .refused("no samples", "licences=[MIT]");
    Cli.run("world", "--format", "idzoom", "--people", 2, "-o", other).refused("only --count");
  }
}
