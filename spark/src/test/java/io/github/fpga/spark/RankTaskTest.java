package io.github.fpga.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranks as tasks of a job in barrier mode. */
class RankTaskTest {

  @TempDir Path folder;

  @Test
  void allRunAtTheSameTimeWithThePlaceWhereTheyMeet() throws IOException {
    // Each waits for the other, which a job without barrier need not grant.
    String script =
        "cd %s; echo $WORLD_SIZE $LOCAL_RANK $MASTER_ADDR $MASTER_PORT > $RANK.new; mv $RANK.new $RANK; until [ -e 0 ] && [ -e 1 ]; do sleep 0.1; done; exit $RANK"
            .formatted(folder);

    Map<Integer, RankEnd> ends = LocalSpark.train(2, RankJob.PATIENCE, shell(script));

    assertEquals(
        Map.of(0, new RankEnd("127.0.0.1", 0), 1, new RankEnd("127.0.0.1", 1)), Map.copyOf(ends));
    String[] first = Files.readString(folder.resolve("0")).strip().split(" ");
    String[] second = Files.readString(folder.resolve("1")).strip().split(" ");
    assertEquals("2 0 127.0.0.1", String.join(" ", List.of(first).subList(0, 3)));
    assertEquals("2 1 127.0.0.1", String.join(" ", List.of(second).subList(0, 3)));
    assertEquals(first[3], second[3]);
    assertTrue(Integer.parseInt(first[3]) > 0);
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  /** The other one would wait for ten minutes. */
  @Test
  void aKilledRankEndsTheJobAndItsOthers() throws Exception {
    Path pid = folder.resolve("pid");
    String script =
        "if [ $RANK = 0 ]; then echo $$ > %s; exec sleep 600; fi; until [ -s %s ]; do sleep 0.1; done; kill -9 $$"
            .formatted(pid, pid);
    long begin = System.nanoTime();

    Map<Integer, RankEnd> ends = LocalSpark.train(2, Duration.ofMillis(500), shell(script));

    assertEquals(Map.of(1, new RankEnd("127.0.0.1", 137)), Map.copyOf(ends));
    long other = Long.parseLong(Files.readString(pid).strip());
    while (ProcessHandle.of(other).map(ProcessHandle::isAlive).orElse(false)) {
      assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 60, "it waits still");
      Thread.sleep(50);
    }
    assertEquals(
        """
        fpga: rank 1 of 2 on 127.0.0.1 was killed by signal 9, perhaps for want of memory
        fpga: the others (1) waited for it and were stopped
        fpga: the training has stopped: start all ranks again with --resume after train, they go on from the last checkpoint
        """,
        report(1, 2, ends));
  }

  private static String report(int code, int ranks, Map<Integer, RankEnd> ends) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    assertEquals(code, TrainMain.report(ranks, ends, new PrintStream(said, true, UTF_8)));
    return said.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void theCauseIsToldFirst() {
    RankEnd well = new RankEnd("a", 0);
    assertEquals("", report(0, 2, Map.of(0, well, 1, well)));
    String killed = report(1, 3, Map.of(0, new RankEnd("a", 1), 1, well, 2, new RankEnd("b", 143)));
    assertTrue(
        killed.startsWith(
            """
            fpga: rank 2 of 3 on b was killed by signal 15
            fpga: rank 0 of 3 on a ended with exit code 1, see what it said
            """),
        killed);
    String refused = report(2, 2, Map.of(0, new RankEnd("a", 1), 1, new RankEnd("a", 2)));
    assertTrue(refused.endsWith("correct what the rank refused\n"), refused);
  }

  @Test
  void ranksThatSparkStartsAgainGoOn() {
    RankTask task = new RankTask(List.of("fpga", "train", "base"));
    assertEquals(List.of("fpga", "train", "base"), task.words(0));
    assertEquals(List.of("fpga", "train", "base", "--resume"), task.words(1));
    RankTask resumed = new RankTask(List.of("fpga", "train", "base", "--resume"));
    assertEquals(resumed.words(0), resumed.words(1));
  }

  @Test
  void ranksAreCountedByMachine() {
    List<String> hosts = List.of("a", "b", "a");
    assertEquals(
        Map.of(
            "MASTER_ADDR", "a",
            "MASTER_PORT", "29500",
            "RANK", "2",
            "WORLD_SIZE", "3",
            "LOCAL_RANK", "1"),
        RankTask.environment(hosts, 2, "29500"));
    assertEquals("0", RankTask.environment(hosts, 1, "29500").get("LOCAL_RANK"));
    assertEquals("::1", RankTask.host("[::1]:4711"));
    assertEquals("10.0.0.1", RankTask.host("10.0.0.1:4711"));
  }
}
