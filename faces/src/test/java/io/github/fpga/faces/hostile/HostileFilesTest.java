package io.github.fpga.faces.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.hostile.HostileTrial.Outcome;
import io.github.fpga.faces.onnx.PublicModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged and greedy weights, networks and pictures in a JVM of their own: each is used, or refused
 * in words that name it; none ends the JVM, keeps it busy or takes memory that it has no bytes for.
 */
class HostileFilesTest {

  /**
   * A small network at work, or a picture decoded; what allocators and compilers take by the way.
   */
  private static final long MOST_KIBIBYTES = 48 << 10;

  @TempDir Path folder;

  @Test
  void everyFileIsUsedOrRefused() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    new HostileCorpus(files).write();
    List<Outcome> outcomes = new HostileTrial(files, folder).run();
    assertTrue(outcomes.size() >= 200, () -> "only " + outcomes.size());
    assertHarmless(outcomes);
    for (Outcome outcome : outcomes) {
      boolean greedy = outcome.file().startsWith("greedy");
      assertTrue(!greedy || outcome.outcome().equals("refused"), outcome::toString);
    }
    // Neither answer is given to everything.
    long taken = outcomes.stream().filter(outcome -> outcome.outcome().equals("taken")).count();
    assertTrue(taken > 20 && taken < outcomes.size() - 100, () -> taken + " were taken");
  }

  @Test
  @Tag("public-models")
  void aDamagedPublicNetwork() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    new HostileCorpus(files)
        .networks(Files.readAllBytes(PublicModels.find("face_detection_yunet")));
    assertHarmless(new HostileTrial(files, folder).run());
  }

  private static void assertHarmless(List<Outcome> outcomes) {
    List<Outcome> harmful =
        outcomes.stream()
            .filter(
                outcome ->
                    !Set.of("taken", "refused").contains(outcome.outcome())
                        || outcome.kibibytes() > MOST_KIBIBYTES)
            .toList();
    assertEquals(List.of(), harmful);
  }
}
