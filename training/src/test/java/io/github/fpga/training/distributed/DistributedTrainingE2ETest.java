package io.github.fpga.training.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.Regression;
import io.github.fpga.training.TrainingLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranks in processes of their own on loopback, as the command line starts them. */
class DistributedTrainingE2ETest {

  /** Sums of two numbers are the same in either order; the rest is left to other processors. */
  private static final double RELATIVE = 1e-5;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** Two processes, then one with both replicas, then two: one curve, one result. */
  @Test
  void ranksEqualReplicas_andTheirNumberMayChange() throws Exception {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    replicas(whole, 20);
    for (Ended rank : await(processes(parts, 20, false))) {
      assertEquals(0, rank.code(), rank.output());
    }
    assertSameState(whole, parts);
    replicas(whole, 60);
    replicas(parts, 40);
    Ranks.run(
        2,
        Duration.ofSeconds(30),
        group -> {
          RankProcess.loop(parts, group).run(group, () -> false);
          return 0;
        });
    assertSameState(whole, parts);
    assertEquals(curve(whole), curve(parts));
    try (Stream<Path> files = Files.list(parts)) {
      assertEquals(
          List.of("loss.csv", "loss.svg", "state.safetensors", "weights.safetensors"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  /** One process with two replicas goes on until a step. */
  private static void replicas(Path run, long stop) {
    TrainingLoop loop =
        new TrainingLoop(
            List.of(new Regression(8), new Regression(8)),
            RankProcess.CONFIG,
            run,
            Map.of("recipe", "regression"));
    loop.resume();
    loop.run(() -> loop.step() == stop);
    assertEquals(stop, loop.step());
  }

  private static void assertSameState(Path expected, Path actual) {
    Checkpoint one = Checkpoint.open(expected.resolve("state.safetensors"));
    Checkpoint other = Checkpoint.open(actual.resolve("state.safetensors"));
    assertEquals(one.metadata(), other.metadata());
    for (String key : List.of("values", "mean", "variance", "ema")) {
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

  /** Step, loss, gradient norm and learning rate of every line; the seconds differ. */
  private static List<String> curve(Path run) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("loss.csv"));
    assertEquals(4, lines.size());
    return lines.stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList();
  }

  @Test
  void aKilledRankEndsTheOtherWithAClearMessage() throws Exception {
    long begin = System.nanoTime();
    List<Ended> ranks = await(processes(folder.resolve("killed"), 10, true));
    assertEquals(137, ranks.get(1).code());
    assertEquals(1, ranks.get(0).code(), ranks.get(0).output());
    String said = ranks.get(0).output();
    assertTrue(said.contains("rank 0 of 2: rank 1 has ended or stands still (summing: "), said);
    assertTrue(said.contains("continue all ranks with --resume"), said);
    assertFalse(said.contains("Exception"), said);
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 60);
    assertEquals(
        "7", Checkpoint.open(folder.resolve("killed/state.safetensors")).metadata().get("step"));
  }

  private record Ended(int code, String output) {}

  /** Starts two ranks; where asked for, the second dies at the step. */
  private static List<Process> processes(Path run, long stop, boolean dies) throws IOException {
    String port = Integer.toString(Ranks.freePort());
    List<Process> ranks = new ArrayList<>();
    for (int rank = 0; rank < 2; rank++) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  RankProcess.class.getName(),
                  run.toString(),
                  Long.toString(dies && rank == 0 ? 1_000 : stop)));
      if (dies && rank == 1) {
        command.add(RankProcess.DIE);
      }
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "MASTER_ADDR", "127.0.0.1",
                  "MASTER_PORT", port,
                  "RANK", Integer.toString(rank),
                  "WORLD_SIZE", "2",
                  "FPGA_RANK_TIMEOUT", "10"));
      ranks.add(builder.start());
    }
    return ranks;
  }

  private static List<Ended> await(List<Process> ranks) throws Exception {
    List<Ended> ended = new ArrayList<>();
    for (Process rank : ranks) {
      String said = new String(rank.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      ended.add(new Ended(rank.waitFor(), said));
    }
    return ended;
  }
}
