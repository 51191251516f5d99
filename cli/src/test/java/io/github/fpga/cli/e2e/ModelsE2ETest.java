package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Families of one's own. */
class ModelsE2ETest {

  @TempDir Path folder;

  @Test
  void shown() {
    String out = Cli.run("models", "show").ok().out();

    for (String name : List.of("autoencoder", "base", "skeleton", "landmark", "identity")) {
      assertTrue(out.contains(name + ".safetensors"), out);
    }
  }

  /** What training leaves behind becomes a folder for --models. */
  @Test
  void gatheredFromAWorkspace() throws IOException {
    Path workspace = folder.resolve("runs");
    Path family = folder.resolve("family");
    for (String stage :
        List.of(
            "autoencoder", "base", "skeleton", "landmark", "identity", "controlnet", "fewstep")) {
      Path run = Files.createDirectories(workspace.resolve(stage));
      Files.copy(
          TestFamily.folder().resolve(stage + ".safetensors"), run.resolve("weights.safetensors"));
    }
    Path tokenizer = TestFamily.folder().resolve("tokenizer.json");
    Files.copy(tokenizer, workspace.resolve("base/tokenizer.json"));

    Cli.run("models", "gather", "--workspace", workspace, "-o", family).ok();

    assertEquals(8, Cli.names(family).size(), Cli.names(family).toString());
    assertEquals(
        Cli.run("models", "show").ok().out(),
        Cli.run("models", "show", "--models", family).ok().out());
  }

  @Test
  void gatheredWithADenoiserTunedAsAWhole() throws IOException {
    Path workspace = folder.resolve("runs");
    Path family = folder.resolve("family");
    Cli.run("models", "gather", "--fine-tuned", "--workspace", workspace, "-o", family)
        .refused("train the recipe 'finetune' in this workspace first");
    Path run = Files.createDirectories(workspace.resolve("finetune"));
    Path base = Files.createDirectories(workspace.resolve("base"));
    for (Path stage : List.of(run, base)) {
      Files.copy(
          TestFamily.folder().resolve("base.safetensors"), stage.resolve("weights.safetensors"));
    }

    Cli.run("models", "gather", "--fine-tuned", "--workspace", workspace, "-o", family).ok();

    List<String> names = Cli.names(family);
    assertEquals(6, names.size(), names::toString);
    assertFalse(names.contains("controlnet.safetensors"), names::toString);
  }

  @Test
  void recipesAreListed() {
    String out = Cli.run("train").ok().out();

    for (String recipe :
        List.of("autoencoder", "base", "identity", "finetune", "recogniser", "judge")) {
      assertTrue(out.contains("\n" + recipe + " ") || out.startsWith(recipe), out);
    }
  }

  @Test
  void aRunIsNotOverwritten() throws IOException {
    Path run = Files.createDirectories(folder.resolve("base"));
    Files.writeString(run.resolve("state.safetensors"), "");

    Cli.run("train", "base", "--workspace", folder).refused("holds a run", "--resume");
    Cli.run("train", "micro-pose", "--steps", 3, "--workspace", folder).refused("is fixed");
  }
}
