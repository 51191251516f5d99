package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.cli.Main;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.data.TrainingSet;
import io.github.fpga.training.recipes.MicroRecipes;
import io.github.fpga.training.recipes.Recipe;
import io.github.fpga.training.recipes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Training in several processes under Spark, through the command line. */
@DisabledOnOs(OS.WINDOWS)
class RanksE2ETest {

  private static final String RECIPE = "landmark";
  private static final double RELATIVE = 1e-5;

  /** Only against waiting for ever: a busy machine takes minutes to start all processes. */
  private static final int SECONDS = 300;

  @TempDir static Path folder;

  private static Path dataset;

  @BeforeAll
  static void launched() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    for (String module : List.of("spark", "idzoom", "faces", "models", "diffusion", "tensor")) {
      Files.createSymbolicLink(
          home.resolve(module), Path.of("..", module).toAbsolutePath().normalize());
    }
    // What the launcher would start; and the number of its process, which stays the same.
    String java =
        ChildJvm.command(List.of(Main.class.getName())).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path launcher = home.resolve("fpga");
    Files.writeString(
        launcher, "#!/bin/sh%necho $$ > '%s'/pid-$RANK%nexec %s \"$@\"%n".formatted(folder, java));
    assertTrue(launcher.toFile().setExecutable(true));
    System.setProperty("fpga.home", home.toString());
    dataset = folder.resolve("world");
    Cli.run("world", "--format", "idzoom", "--count", 4, "-o", dataset).ok();
  }

  @AfterAll
  static void forgetLauncher() {
    System.clearProperty("fpga.home");
  }

  private static Cli.Result ranks(Path workspace, Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("ranks", "--count", 2, "--master", "local[2]", "train", RECIPE));
    all.addAll(List.of("--data", dataset, "--workspace", workspace, "--threads", 1));
    all.addAll(List.of(more));
    return Cli.run(all.toArray());
  }

  @Test
  void twoRanksEqualOneProcess() {
    Path parts = folder.resolve("parts");
    ranks(parts, "--steps", 3).ok();

    Path whole = folder.resolve("whole");
    Recipe recipe = MicroRecipes.byName(RECIPE);
    Workspace workspace =
        new Workspace(whole, line -> {}, Optional.of(new TrainingSet(dataset, Set.of())));
    new TrainingLoop(
            List.of(recipe.task().apply(workspace), recipe.task().apply(workspace)),
            recipe.config().withSteps(3),
            workspace.run(RECIPE),
            Map.of())
        .run(() -> false);

    Checkpoint one = state(whole);
    Checkpoint other = state(parts);
    assertEquals("3", other.metadata().get("step"));
    for (String key : List.of("values", "mean", "ema")) {
      float[] x = Tensors.floats(one.tensor(key));
      float[] y = Tensors.floats(other.tensor(key));
      double scale = 0;
      double error = 0;
      for (int i = 0; i < x.length; i++) {
        scale = Math.max(scale, Math.abs(x[i]));
        error = Math.max(error, Math.abs(x[i] - y[i]));
      }
      assertTrue(scale > 0 && error <= RELATIVE * scale, key + ": " + error + " of " + scale);
    }
  }

  private static Checkpoint state(Path workspace) {
    return Checkpoint.open(workspace.resolve(RECIPE).resolve("state.safetensors"));
  }

  @Test
  void whatIsKilledEndsAllWithAClearMessage() throws Exception {
    Path workspace = folder.resolve("killed");
    CompletableFuture<Cli.Result> first =
        CompletableFuture.supplyAsync(() -> ranks(workspace, "--steps", 100_000));
    // The first rank makes it when all have met.
    await(() -> Files.exists(workspace.resolve(RECIPE)), "no training");
    List<ProcessHandle> ranks = List.of(rank(0), rank(1));
    ProcessHandle spark = ranks.get(0).parent().orElseThrow();

    spark.destroyForcibly();
    Cli.Result orphaned = first.get(SECONDS, TimeUnit.SECONDS);
    assertEquals(1, orphaned.code(), orphaned.err());
    assertTrue(
        orphaned.err().contains("fpga: Spark's process was killed by signal 9; the ranks end"),
        orphaned.err());
    assertFalse(orphaned.err().contains("\tat "), orphaned.err());
    await(() -> ranks.stream().noneMatch(ProcessHandle::isAlive), "ranks outlive Spark");

    Files.delete(workspace.resolve(RECIPE));
    CompletableFuture<Cli.Result> second =
        CompletableFuture.supplyAsync(() -> ranks(workspace, "--steps", 100_000, "--resume"));
    await(() -> Files.exists(workspace.resolve(RECIPE)), "no training");
    rank(1).destroyForcibly();
    Cli.Result wounded = second.get(SECONDS, TimeUnit.SECONDS);
    assertEquals(1, wounded.code(), wounded.err());
    String told = wounded.err();
    assertTrue(told.contains("fpga: rank 1 of 2 on 127.0.0.1 was killed by signal 9"), told);
    assertTrue(told.contains("start all ranks again with --resume after train"), told);
    assertFalse(told.contains("build"), told);
    assertFalse(told.contains("\tat "), told);
  }

  private static ProcessHandle rank(int number) throws IOException {
    String pid = Files.readString(folder.resolve("pid-" + number)).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void await(BooleanSupplier done, String otherwise) throws InterruptedException {
    long begin = System.nanoTime();
    while (!done.getAsBoolean()) {
      assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < SECONDS, otherwise);
      Thread.sleep(50);
    }
  }
}
