package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    List<Integer> codes = LocalSpark.train(2, List.of("sh", "-c", script));

    assertEquals(List.of(0, 1), codes);
    String[] first = Files.readString(folder.resolve("0")).strip().split(" ");
    String[] second = Files.readString(folder.resolve("1")).strip().split(" ");
    assertEquals("2 0 127.0.0.1", String.join(" ", List.of(first).subList(0, 3)));
    assertEquals("2 1 127.0.0.1", String.join(" ", List.of(second).subList(0, 3)));
    assertEquals(first[3], second[3]);
    assertTrue(Integer.parseInt(first[3]) > 0);
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
