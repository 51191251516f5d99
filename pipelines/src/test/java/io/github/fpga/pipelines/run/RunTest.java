package io.github.fpga.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.tensor.InferenceException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {

  @Test
  void theEnginesFailuresGetTheStagesName() {
    Run run = new Run(ProgressListener.NONE);
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                run.stage(
                    Stage.DECODE,
                    () -> {
                      throw new RuntimeException("out of memory\nException raised from ...");
                    }));
    assertEquals("decode failed: out of memory", e.getMessage());
    IllegalArgumentException own = new IllegalArgumentException("a caller's mistake");
    assertSame(
        own,
        assertThrows(
            IllegalArgumentException.class,
            () ->
                run.stage(
                    Stage.DECODE,
                    () -> {
                      throw own;
                    })));
  }

  @Test
  void stagesAddUpAndNetworksAreNotCountedTwice() {
    Run run = new Run(ProgressListener.NONE);
    for (int i = 0; i < 2; i++) {
      run.stage(Stage.TEXT, () -> run.network(() -> run.network(() -> pause(20))));
    }
    StageTimes times = run.times();
    assertTrue(times.wall().get(Stage.TEXT).toMillis() >= 40);
    assertTrue(times.network().compareTo(times.wall().get(Stage.TEXT)) <= 0);
    assertTrue(times.total().compareTo(times.network()) >= 0);
  }

  private static int pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  @Test
  void aListenerMayStopAtTheStartOfAStage() {
    Run run = new Run((stage, step, total, preview) -> false);
    assertThrows(CancelledException.class, () -> run.stage(Stage.TEXT, () -> 1));
  }

  @Test
  void timesBySeconds() {
    StageTimes times =
        new StageTimes(
            Map.of(Stage.DECODE, Duration.ofMillis(500), Stage.TEXT, Duration.ofMillis(250)),
            Duration.ofMillis(600),
            Duration.ofSeconds(1));
    assertEquals("{text=0.25, decode=0.5, network=0.6, total=1.0}", times.seconds().toString());
    assertEquals(0.6, times.networkShare(), 1e-9);
  }
}
