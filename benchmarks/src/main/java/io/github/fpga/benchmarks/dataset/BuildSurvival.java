package io.github.fpga.benchmarks.dataset;

import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.DatasetHash;
import io.github.fpga.idzoom.build.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Whether a dataset is the same wherever it is built and whatever is killed meanwhile: locally in
 * one, four and sixteen pieces; on a standalone cluster on this machine with executors in processes
 * of their own; there with an executor killed in the middle; and locally with the driver killed at
 * random moments and started again.
 *
 * <p>Arguments: a work folder, the number of pictures, executors (2 if absent) and the seed of the
 * moments (1). To be run in the project's folder. Ends with 1 if a dataset differs.
 */
public final class BuildSurvival {

  private static final int DRIVER_KILLS = 3;
  private static final int MAX_PAUSE_MILLIS = 500;
  private static final String PIECES = ",\"partitions\":16";

  private final Path home = Path.of("").toAbsolutePath();
  private final Path work;
  private final Path pictures;
  private final int count;
  private String wanted;
  private boolean same = true;

  private BuildSurvival(Path work, int count) throws IOException {
    this.work = Files.createDirectories(work.toAbsolutePath());
    this.count = count;
    pictures = WorldPictures.write(this.work.resolve("pictures-" + count), count);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    BuildSurvival survival = new BuildSurvival(Path.of(args[0]), Integer.parseInt(args[1]));
    int lines = survival.local();
    survival.cluster(args.length > 2 ? Integer.parseInt(args[2]) : 2);
    survival.driverKilled(new Random(args.length > 3 ? Long.parseLong(args[3]) : 1), lines);
    System.out.println(survival.same ? "all datasets are the same" : "DATASETS DIFFER");
    System.exit(survival.same ? 0 : 1);
  }

  private SparkBuild start(String name, String master, Map<String, String> conf, String more)
      throws IOException {
    String settings = SparkBuild.settings(pictures, work.resolve(name), more);
    return SparkBuild.start(home, master, conf, settings, work.resolve("build.log"));
  }

  /** How many lines a build says in so many pieces. */
  private int local() throws IOException, InterruptedException {
    int[] lines = {0};
    for (int pieces : new int[] {16, 4, 1}) {
      String name = "local-" + pieces;
      String more = ",\"restart\":true,\"partitions\":" + pieces;
      SparkBuild build = start(name, "local[*]", Map.of(), more);
      int code = build.await(line -> lines[0] += pieces == 16 ? 1 : 0);
      check(name, code, "%.0f s".formatted(build.seconds()));
    }
    return lines[0];
  }

  private void cluster(int executors) throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(home, work, executors)) {
      SparkBuild quiet = start("cluster", cluster.url(), cluster.conf(), restarted());
      int[] most = {0};
      int code = quiet.await(line -> most[0] = Math.max(most[0], cluster.executors().size()));
      check("cluster", code, "%d executors, %.0f s".formatted(most[0], quiet.seconds()));

      SparkBuild wounded = start("executor-killed", cluster.url(), cluster.conf(), restarted());
      long[] killed = {0};
      code =
          wounded.await(
              line -> {
                if (killed[0] == 0 && line.startsWith("progress describe 5 ")) {
                  killed[0] = cluster.killExecutor();
                }
              });
      check("executor-killed", code, "killed process %d".formatted(killed[0]));
      same &= killed[0] != 0;
    }
  }

  private static String restarted() {
    return PIECES + ",\"restart\":true";
  }

  /** The first moment lies anywhere in the build, the next ones in what is likely to be left. */
  private void driverKilled(Random random, int lines) throws IOException, InterruptedException {
    String name = Files.createTempDirectory(work, "driver-killed-").getFileName().toString();
    StringBuilder moments = new StringBuilder("killed");
    for (int i = 0; i < DRIVER_KILLS; i++) {
      SparkBuild build = start(name, "local[*]", Map.of(), PIECES);
      int moment = 1 + random.nextInt(lines / (i + 1));
      long pause = random.nextInt(MAX_PAUSE_MILLIS);
      int[] heard = {0};
      int code =
          build.await(
              line -> {
                heard[0]++;
                if (heard[0] == moment) {
                  moments.append(" %d ms after \"%s\";".formatted(pause, line));
                  sleep(pause);
                  build.kill();
                }
              });
      if (code == 0 || finished(name)) {
        check(name, 0, moments + " it was finished");
        return;
      }
    }
    int code = start(name, "local[*]", Map.of(), PIECES).await(line -> {});
    check(name, code, moments.toString());
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

  private void check(String name, int code, String words) throws IOException {
    String found = code == 0 ? hash(work.resolve(name)) : "the build ended with " + code;
    wanted = wanted == null ? found : wanted;
    same &= code == 0 && found.equals(wanted);
    System.out.printf("%-16s %s  %s%n", name, found, words);
  }

  /** Of all records; and everything that went in must be accounted for. */
  private String hash(Path dataset) throws IOException {
    String summary = Files.readString(dataset.resolve(DatasetFolder.SUMMARY));
    BuildSummary built = Json.read(summary, BuildSummary.class, DatasetFolder.SUMMARY);
    same &= built.inputs() == count;
    return "%s (%d of %d)".formatted(DatasetHash.of(dataset), built.kept(), built.inputs());
  }
}
