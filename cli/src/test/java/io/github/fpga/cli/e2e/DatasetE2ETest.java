package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.testkit.onnx.TinyNetworks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets from the command line, with Spark in its own process. */
class DatasetE2ETest {

  @TempDir Path folder;

  @BeforeAll
  static void launched() {
    System.setProperty("fpga.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  @AfterAll
  static void forgetLauncher() {
    System.clearProperty("fpga.home");
  }

  @Test
  void builtHashedAndForgotten() {
    Path world = folder.resolve("world");
    Cli.run("world", "--portraits", "anna,ben,carla", "--seed", 5, "-o", world).ok();
    Path dataset = folder.resolve("dataset");
    Object[] build = {
      "dataset", "build", world, "--out", dataset, "--master", "local[1]", "--no-zoom"
    };

    Cli.Result built = Cli.run(build).ok();

    assertTrue(built.err().contains("3 of 3 pictures are in the dataset"), built.err());
    assertTrue(built.err().contains("describe: "), built.err());
    assertEquals(dataset.toString(), built.out().strip());
    assertEquals(
        List.of("README.md", "build.json", "data", "quarantine.jsonl", "report.html"),
        Cli.names(dataset));
    Cli.run(build).refused("holds a dataset already", "--restart");

    String hash = Cli.run("dataset", "hash", dataset).ok().out();
    Cli.Result forgotten =
        Cli.run("dataset", "forget", "--like", world.resolve("ben.png"), dataset).ok();
    assertTrue(forgotten.err().contains("1 pictures"), forgotten.err());
    assertNotEquals(hash, Cli.run("dataset", "hash", dataset).ok().out());
    assertTrue(Cli.names(dataset).contains("forgotten.json"));
  }

  @Test
  void mistakesAreNamed() {
    Cli.run("dataset").refused("build, forget or hash");
    Cli.run("dataset", "build", folder).refused("--out");
    Cli.run("dataset", "build", folder, "--out", folder, "--memory", "much").refused("much");
    Cli.run("dataset", "build", folder, "--out", folder, "--evaluation", 2).refused("shares");
    Cli.run("dataset", "hash", folder).refused("is no dataset");
    Cli.run("dataset", "forget", folder, "--identity", 3).refused("build.json");
    Cli.run("dataset", "forget", folder).refused("--identity");
    Cli.run("ranks", "--count", 2, "generate", "a prompt").refused("of train", "got 2 of generate");
    Cli.run("ranks", "train", "base").refused("--count");
    Cli.run("train", "base", "--divide-data", "--workspace", folder).refused("add --data");
  }

  @Test
  void faceModelsFromFiles() {
    Path detector = TinyNetworks.yunet(1, "h", "w").write(folder.resolve("yunet.onnx"));
    Path recogniser = TinyNetworks.mirror(1).write(folder.resolve("sface.onnx"));
    System.setProperty("HF_HUB_CACHE", folder.resolve("hub").toString());
    try {
      dryRun().refused("fpga models pull faces-open");
    } finally {
      System.clearProperty("HF_HUB_CACHE");
    }
    String json = dryRun("--face-files", detector + "," + recogniser).ok().out();
    assertTrue(json.contains("\"address\" : \"" + recogniser), json);
    assertTrue(json.contains("\"identity\" : 0.363"), json);
    dryRun("--face-files", detector).refused("faces-open has 2 model files, got 1");
  }

  private Cli.Result dryRun(Object... more) {
    List<Object> all = new ArrayList<>(List.of("dataset", "build", folder, "--out", folder));
    all.addAll(List.of("--dry-run", "--face-models", "faces-open"));
    all.addAll(List.of(more));
    return Cli.run(all.toArray());
  }

  @Test
  void theSettingsForSparkSubmit() {
    String json =
        Cli.run("dataset", "build", "hdfs:/in", "--out", "hdfs:/out", "--dry-run").ok().out();
    assertTrue(json.contains("\"inputs\" : [ \"hdfs:/in\" ]"), json);
  }
}
