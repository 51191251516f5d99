package io.github.fpga.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.evaluation.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsPageTest {

  @TempDir Path folder;

  @Test
  void keysOfRowsWithDots() {
    assertEquals(
        Optional.of(new Figure("strength", "all", "diir-strength-0.40", Metric.RANK1, "gain.low")),
        Figure.parse("strength.all.diir-strength-0.40.rank1.gain.low"));
    assertEquals(
        Optional.of(new Figure("swap", "all", "ours", Metric.NME, "")),
        Figure.parse("swap.all.ours.nme"));
    assertEquals(Optional.empty(), Figure.parse("seconds.diir-strength-0.40"));
    assertEquals(Optional.empty(), Figure.parse("peakMemoryMiB"));
  }

  private Path run(String name, String metrics) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        run.resolve("protocol.json"),
        """
        {"protocol": {"suite": "swap", "version": 3, "people": {"count": 50}, "seeds": [1, 2]},
         "sha256": "ab", "command": "fpga evaluate --suite swap",
         "facts": {"version": "1", "threads": "2"}}
        """);
    Files.writeString(run.resolve("metrics.json"), metrics);
    return run;
  }

  @Test
  void tellsFiguresAndWhatHolds() throws IOException {
    Path run =
        run(
            "swap",
            """
            {"swap.all.none.rank1": 0.0, "swap.all.none.rank1.low": 0.0,
             "swap.all.none.rank1.high": 0.0,
             "swap.all.inpaint.rank1": 0.9, "swap.all.inpaint.rank1.low": 0.8,
             "swap.all.inpaint.rank1.high": 0.95,
             "swap.all.inpaint.rank1.gain": -0.1, "swap.all.inpaint.rank1.gain.low": -0.2,
             "swap.all.inpaint.rank1.gain.high": -0.05, "swap.all.inpaint.rank1.gain.p": 0.01,
             "swap.all.inpaint.nme": null,
             "swap.all.none.nme.gain": -0.1, "swap.all.none.nme.gain.low": -0.2,
             "swap.all.none.nme.gain.high": -0.05,
             "swap.all.none.seam.gain": -0.1, "swap.all.none.seam.gain.low": -0.2,
             "swap.all.none.seam.gain.high": 0.05,
             "swap.all.truth.nme.gain": 0.1, "swap.all.truth.nme.gain.low": 0.05,
             "swap.all.truth.nme.gain.high": 0.2,
             "seconds.inpaint": 1.25, "step.inpaint": 0.05, "parameters.inpaint": 1000}
            """);
    Path page = folder.resolve("results.md");
    ResultsPage.write(page, List.of(run));
    String text = Files.readString(page);
    assertTrue(text.contains("## Suite swap"), text);
    assertTrue(text.contains("| `none` | 0.0 % |"), text);
    assertTrue(text.contains("| `inpaint` | 90.0 % (80.0 % to 95.0 %) |"), text);
    assertTrue(
        text.contains(
            """
            - `swap.all` against `inpaint`: **worse** in rank1 -10.0 pp (-20.0 to -5.0)
            - `swap.all` against `none`: **better** in nme -0.100 (-0.200 to -0.050); \
            no clear difference in seam
            """),
        text);
    assertFalse(text.contains("`truth`:"), "nothing is claimed against the truth");
    assertTrue(text.contains("| `inpaint` | 1.25 | 50.0 | 1000 |"), text);
    assertFalse(text.contains("null"), text);
  }

  /** Intervals of 0.1 to either side in both runs: sqrt(0.1^2 + 0.1^2) / 2 for their mean. */
  @Test
  void runsOfOneSuiteArePooled() throws IOException {
    String figures =
        """
        {"swap.all.ours.rank1": %s, "swap.all.ours.rank1.low": %s, "swap.all.ours.rank1.high": %s,
         "swap.all.ours.rank1.gain.p": 0.5, "seconds.ours": %s}
        """;
    Path one = run("one", figures.formatted(0.8, 0.7, 0.9, 1));
    Path two = run("two", figures.formatted(0.6, 0.5, 0.7, 2));
    Path page = folder.resolve("results.md");
    ResultsPage.write(page, List.of(one, two));
    String text = Files.readString(page);
    assertEquals(text.indexOf("## Suite swap"), text.lastIndexOf("## Suite swap"), text);
    assertTrue(text.contains("| `ours` | 70.0 % (62.9 % to 77.1 %) |"), text);
    assertTrue(text.contains("| `ours` | 1.50 |"), text);
    assertTrue(text.contains("the mean of the runs"), text);
  }

  @Test
  void unfinishedRunsAreNamed() throws IOException {
    Path run = run("half", "{}");
    Files.delete(run.resolve("metrics.json"));
    Path page = folder.resolve("results.md");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ResultsPage.write(page, List.of(run)));
    assertTrue(e.getMessage().contains(run + " holds no finished suite (metrics.json)"));
    assertFalse(Files.exists(page));
  }
}
