package io.github.fpga.benchmarks.dataset;

import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.DatasetHash;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Whether a dataset is the same wherever it is built and whatever is killed meanwhile: locally in
 * one, four and sixteen pieces; on a standalone cluster on this machine with executors in processes
 * of their own; there with an executor killed in the middle; and locally with the driver killed at
 * random moments and started again. Prints hash and seconds of each case.
 *
 * <p>Arguments: a work folder, the number of pictures, executors (2 if absent) and the seed of the
 * moments (1). To be run in the project's folder. Ends with 1 if a dataset differs. Cases that have
 * ended well are kept in {@code survival-NUMBER.json} in the work folder and not done again;
 * another state of the project needs another folder.
 */
public final class BuildSurvival {

  private static final int DRIVER_KILLS = 3;
  private static final int MAX_PAUSE_MILLIS = 500;
  private static final String PIECES = ",\"partitions\":16";
  private static final String LOCAL = "local[*]";

  /** Tells how many lines a build says, among which the moments lie. */
  private static final String FIRST = "local-16";

  private final Path home = Path.of("").toAbsolutePath();
  private final Path work;
  private final Path pictures;
  private final int count;
  private final Path results;
  private final Map<String, Case> cases = new LinkedHashMap<>();
  private String wanted;
  private boolean same = true;

  /**
   * A dataset that was built.
   *
   * @param seconds of all starts together
   * @param lines that the build said
   */
  record Case(String name, String dataset, double seconds, int lines, String words) {}

  private BuildSurvival(Path work, int count) throws IOException {
    this.work = Files.createDirectories(work.toAbsolutePath());
    this.count = count;
    pictures = WorldPictures.write(this.work.resolve("pictures-" + count), count);
    results = this.work.resolve("survival-%d.json".formatted(count));
    if (Files.exists(results)) {
      String found = Files.readString(results);
      for (Case one : Json.read(found, Case[].class, results.toString())) {
        cases.put(one.name(), one);
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    BuildSurvival survival = new BuildSurvival(Path.of(args[0]), Integer.parseInt(args[1]));
    for (int pieces : new int[] {16, 4, 1}) {
      survival.local(pieces);
    }
    survival.cluster(args.length > 2 ? Integer.parseInt(args[2]) : 2);
    survival.driverKilled(new Random(args.length > 3 ? Long.parseLong(args[3]) : 1));
    System.out.println(survival.same ? "all datasets are the same" : "DATASETS DIFFER");
    System.exit(survival.same ? 0 : 1);
  }

  private SparkBuild start(String name, String master, Map<String, String> conf, String more)
      throws IOException {
    String settings = SparkBuild.settings(pictures, work.resolve(name), more);
    return SparkBuild.start(home, master, conf, settings, work.resolve("build.log"));
  }

  private void local(int pieces) throws IOException, InterruptedException {
    String name = "local-" + pieces;
    if (!known(name)) {
      SparkBuild build = start(name, LOCAL, Map.of(), ",\"restart\":true,\"partitions\":" + pieces);
      int[] lines = {0};
      int code = build.await(line -> lines[0]++);
      check(name, name, code, build.seconds(), lines[0], "");
    }
  }

  private void cluster(int executors) throws IOException, InterruptedException {
    boolean quiet = !known("cluster");
    boolean wounded = !known("executor-killed");
    if (quiet || wounded) {
      try (StandaloneCluster cluster = new StandaloneCluster(home, work, executors)) {
        if (quiet) {
          quiet(cluster);
        }
        if (wounded) {
          wounded(cluster);
        }
      }
    }
  }

  private void quiet(StandaloneCluster cluster) throws IOException, InterruptedException {
    SparkBuild build = start("cluster", cluster.url(), cluster.conf(), restarted());
    int[] most = {0};
    int code = build.await(line -> most[0] = Math.max(most[0], cluster.executors().size()));
    check("cluster", "cluster", code, build.seconds(), 0, most[0] + " executors");
  }

  private void wounded(StandaloneCluster cluster) throws IOException, InterruptedException {
    String name = "executor-killed";
    SparkBuild build = start(name, cluster.url(), cluster.conf(), restarted());
    long[] killed = {0};
    int code =
        build.await(
            line -> {
              if (killed[0] == 0 && line.startsWith("progress describe 5 ")) {
                killed[0] = cluster.killExecutor();
              }
            });
    if (killed[0] == 0) {
      fail(name, "no executor was killed");
    } else {
      check(name, name, code, build.seconds(), 0, "killed process %d".formatted(killed[0]));
    }
  }

  private static String restarted() {
    return PIECES + ",\"restart\":true";
  }

  /** The first moment lies anywhere in the build, the next ones in what is likely to be left. */
  private void driverKilled(Random random) throws IOException, InterruptedException {
    String name = "driver-killed";
    if (known(name)) {
      return;
    }
    if (!cases.containsKey(FIRST)) {
      fail(name, "needs " + FIRST);
      return;
    }
    int lines = cases.get(FIRST).lines();
    String dataset = Files.createTempDirectory(work, name + "-").getFileName().toString();
    StringBuilder moments = new StringBuilder("killed");
    double seconds = 0;
    int code = 1;
    for (int i = 0; i <= DRIVER_KILLS && !(i > 0 && (code == 0 || finished(dataset))); i++) {
      SparkBuild build = start(dataset, LOCAL, Map.of(), PIECES);
      int moment = i < DRIVER_KILLS ? 1 + random.nextInt(lines / (i + 1)) : Integer.MAX_VALUE;
      code = awaitOrKill(build, moment, random.nextInt(MAX_PAUSE_MILLIS), moments);
      seconds += build.seconds();
    }
    check(name, dataset, finished(dataset) ? 0 : code, seconds, 0, moments.toString());
  }

  private static int awaitOrKill(SparkBuild build, int moment, int pause, StringBuilder moments)
      throws InterruptedException {
    int[] heard = {0};
    return build.await(
        line -> {
          heard[0]++;
          if (heard[0] == moment) {
            moments.append(" %d ms after \"%s\";".formatted(pause, line));
            sleep(pause);
            build.kill();
          }
        });
  }

  /** Without its plan a build has nothing left to do but to say so. */
  private boolean finished(String name) {
    Path dataset = work.resolve(name);
    return Files.exists(dataset.resolve(DatasetFolder.SUMMARY))
        && !Files.exists(dataset.resolve(DatasetFolder.WORK).resolve("plan.json"));
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether an earlier start has this case. */
  private boolean known(String name) {
    if (cases.containsKey(name)) {
      say(cases.get(name));
    }
    return cases.containsKey(name);
  }

  /** Everything that went in must be accounted for. */
  private void check(String name, String dataset, int code, double seconds, int lines, String words)
      throws IOException {
    if (code != 0) {
      fail(name, "the build ended with %d, see build.log; %s".formatted(code, words));
      return;
    }
    Path folder = work.resolve(dataset);
    String summary = Files.readString(folder.resolve(DatasetFolder.SUMMARY));
    BuildSummary built = Json.read(summary, BuildSummary.class, DatasetFolder.SUMMARY);
    String found = "%s (%d of %d)".formatted(DatasetHash.of(folder), built.kept(), built.inputs());
    if (built.inputs() != count) {
      fail(name, "of %d pictures there are %s".formatted(count, found));
      return;
    }
    Case done = new Case(name, found, seconds, lines, words);
    cases.put(name, done);
    AtomicFiles.writeString(results, Json.pretty(cases.values()));
    say(done);
  }

  private void say(Case done) {
    wanted = wanted == null ? done.dataset() : wanted;
    same &= done.dataset().equals(wanted);
    System.out.printf(
        "%-16s %s  %.0f s  %s%n", done.name(), done.dataset(), done.seconds(), done.words());
  }

  private void fail(String name, String why) {
    same = false;
    System.out.printf("%-16s %s%n", name, why);
  }
}
