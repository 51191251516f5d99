package io.github.fpga.benchmarks.dataset;

import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes what {@link DatasetScale} measured into the documentation, between two marks.
 *
 * <p>Arguments: the work folder, the page.
 */
public final class ScalePage {

  private static final String BEGIN = "<!-- measured: begin -->\n";
  private static final String END = "<!-- measured: end -->\n";
  private static final double GIB = 1L << 30;
  private static final double MIB = 1 << 20;
  private static final double HOUR = 3600;
  private static final int MILLION = 1_000_000;
  private static final int BLOCK_FACES = 2048;

  private ScalePage() {}

  public static void main(String[] args) throws IOException {
    Path page = Path.of(args[1]);
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("%s has no marks for what is measured".formatted(page));
    }
    List<ScaleRun> runs = DatasetScale.read(Path.of(args[0]));
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("%s holds no results".formatted(args[0]));
    }
    AtomicFiles.writeString(
        page, text.substring(0, begin + BEGIN.length()) + markdown(runs) + text.substring(end));
  }

  /** The tables: what was measured, and what a million pictures take by the largest run. */
  static String markdown(List<ScaleRun> runs) {
    StringBuilder text = new StringBuilder("\n");
    ScaleRun largest = runs.get(runs.size() - 1);
    heading(text, runs);
    row(text, runs, "seconds", "%.0f", ScaleRun::seconds);
    row(text, runs, "seconds per picture", "%.3f", run -> run.seconds() / run.pictures());
    row(text, runs, "pictures per second", "%.2f", run -> run.pictures() / run.seconds());
    row(text, runs, "peak memory (MB)", "%.0f", run -> run.peakBytes() / MIB);
    for (String step : largest.steps().keySet()) {
      row(text, runs, "step " + step + " (s)", "%.1f", run -> run.steps().get(step));
    }
    for (String stage : largest.stages().keySet()) {
      row(
          text,
          runs,
          "stage " + stage + " (pictures per core and second)",
          "%.1f",
          run -> run.pictures() / run.stages().get(stage));
    }
    row(text, runs, "pictures (KB each)", "%.1f", run -> each(run, run.inputBytes()));
    row(text, runs, "between the steps (KB each)", "%.1f", run -> each(run, run.describedBytes()));
    row(text, runs, "to the driver (KB each)", "%.2f", run -> each(run, run.markerBytes()));
    row(text, runs, "dataset (KB each)", "%.1f", run -> each(run, run.dataBytes()));
    row(text, runs, "records for each picture", "%.2f", run -> perPicture(run, run.records()));
    row(text, runs, "faces for each picture", "%.2f", run -> perPicture(run, run.faces()));
    return text.append(million(largest)).toString();
  }

  private static void heading(StringBuilder text, List<ScaleRun> runs) {
    text.append("| |");
    runs.forEach(run -> text.append(String.format(Locale.ROOT, " %,d pictures |", run.pictures())));
    text.append("\n|---|").append("---:|".repeat(runs.size())).append('\n');
  }

  private static void row(
      StringBuilder text,
      List<ScaleRun> runs,
      String name,
      String format,
      Function<ScaleRun, Double> value) {
    text.append("| ").append(name).append(" |");
    for (ScaleRun run : runs) {
      text.append(String.format(Locale.ROOT, " " + format + " |", value.apply(run)));
    }
    text.append('\n');
  }

  private static double each(ScaleRun run, long bytes) {
    return bytes / 1024.0 / run.pictures();
  }

  private static double perPicture(ScaleRun run, long count) {
    return (double) count / run.pictures();
  }

  private static String million(ScaleRun run) {
    double factor = (double) MILLION / run.pictures();
    double compare = run.steps().getOrDefault("compare", 0.0);
    double linear = run.seconds() - compare;
    double faces = factor * run.faces();
    double blocks = Math.ceil(faces / BLOCK_FACES);
    return String.format(
        Locale.ROOT,
        """

A million such pictures, by the run of %,d on %d cores:

| | |
|---|---:|
| core hours of all steps but comparing | %.0f |
| core hours of comparing, at most (it grows with the square) | %.0f |
| hours on 8 machines of 16 cores, comparing at most | %.1f |
| pictures, between the steps, dataset (GiB) | %.0f, %.0f, %.0f |
| read again by the last step, over the network at most (GiB) | %.0f |
| to the driver (GiB) | %.2f |
| embeddings sent to each executor (GiB) | %.2f |
| tasks of comparing | %,.0f |
""",
        run.pictures(),
        run.cores(),
        factor * linear * run.cores() / HOUR,
        factor * factor * compare * run.cores() / HOUR,
        (factor * linear + factor * factor * compare) * run.cores() / HOUR / (8 * 16),
        factor * run.inputBytes() / GIB,
        factor * run.describedBytes() / GIB,
        factor * run.dataBytes() / GIB,
        factor * run.describedBytes() / GIB,
        factor * run.markerBytes() / GIB,
        faces * 128 * Float.BYTES / GIB,
        blocks);
  }
}
