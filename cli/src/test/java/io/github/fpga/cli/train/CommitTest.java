package io.github.fpga.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {

  @Test
  void outsideARepositoryThereIsNone(@TempDir Path folder) {
    assertEquals(Optional.empty(), Commit.current(folder.toString()));
  }

  @Test
  void aHashAndWhetherFilesDiffer() {
    assertTrue(
        Commit.current(".").map(commit -> commit.matches("[0-9a-f]{7,}\\+?")).orElse(true),
        () -> Commit.current(".").toString());
  }
}
