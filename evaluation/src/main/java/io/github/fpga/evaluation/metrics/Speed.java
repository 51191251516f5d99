package io.github.fpga.evaluation.metrics;

import io.github.fpga.evaluation.suite.Portraits;
import io.github.fpga.evaluation.suite.SceneRun;
import io.github.fpga.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How long it took and how much memory. Seconds are medians of single calls in one process, by the
 * clock on the wall, models loaded; {@code seconds.generate} and {@code seconds.restore} are those
 * of two-person pictures. Pictures that were there from an earlier run keep their times.
 */
public final class Speed {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private Speed() {}

  /** The figures of generated scenes. */
  public static Map<String, Double> of(List<SceneRun> runs) {
    List<SceneRun> pairs = people(runs, 2);
    Map<String, Double> keys = new LinkedHashMap<>();
    keys.put("seconds.generate", median(pairs, SceneRun::generate));
    keys.put("seconds.restore", median(pairs, SceneRun::restore));
    keys.put("seconds.generate.closeup", median(people(runs, 1), SceneRun::generate));
    keys.put("seconds.generate.three", median(people(runs, 3), SceneRun::generate));
    keys.put("seconds.restore.three", median(people(runs, 3), SceneRun::restore));
    keys.put("network.share", networkShare(pairs));
    return keys;
  }

  private static List<SceneRun> people(List<SceneRun> runs, int count) {
    return runs.stream().filter(run -> run.people().size() == count).toList();
  }

  private static double median(List<SceneRun> runs, Function<SceneRun, Portraits.Timing> part) {
    double[] sorted =
        runs.stream().map(part).mapToDouble(Portraits.Timing::seconds).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** The share of generating and restoring two-person pictures that passes inside networks. */
  private static double networkShare(List<SceneRun> pairs) {
    double network = 0;
    double whole = 0;
    for (SceneRun run : pairs) {
      network += run.generate().network() + run.restore().network();
      whole += run.generate().seconds() + run.restore().seconds();
    }
    return network / whole;
  }

  /**
   * The most memory this process has had resident, in MiB: the system's own count where there is
   * one (Linux), else what is resident now. Mapped checkpoints count.
   */
  public static double peakMemoryMiB() {
    if (Files.isReadable(STATUS)) {
      try {
        for (String line : Files.readAllLines(STATUS)) {
          if (line.startsWith(PEAK)) {
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
          }
        }
      } catch (IOException e) {
        return Engine.residentMiB();
      }
    }
    return Engine.residentMiB();
  }
}
