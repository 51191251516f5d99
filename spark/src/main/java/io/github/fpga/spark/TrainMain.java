package io.github.fpga.spark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Starts the ranks of a training as the tasks of one job in barrier mode: all at the same time or
 * none, as PySpark's TorchDistributor does. The arguments are the number of ranks and the command
 * that each of them runs, such as {@code 4 /opt/fpga/fpga train base}; it finds its rank in
 * torchrun's environment variables. Standard error says which ranks ended how. The exit code is 0
 * where all ended well, 2 where one refused its input (or for wrong arguments), and 1 otherwise.
 */
public final class TrainMain {

  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private TrainMain() {}

  public static void main(String[] args) {
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = run(args, err);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(String[] args, PrintStream err) {
    if (args.length < 2 || !args[0].matches("[1-9][0-9]{0,5}")) {
      err.println("fpga: the job takes the number of ranks and the command that each runs");
      return BAD_INPUT;
    }
    SparkConf conf =
        new SparkConf()
            .setAppName("fpga train")
            .setIfMissing("spark.master", "local[*]")
            // Tried every quarter of a minute: machines may be late, but not too late.
            .setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "8");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      int ranks = Integer.parseInt(args[0]);
      List<String> command = List.of(args).subList(1, args.length);
      return report(ranks, new RankJob(spark, RankJob.PATIENCE).run(ranks, command), err);
    } catch (RuntimeException e) {
      err.println("fpga: the training failed: " + Main.reason(e));
      return FAILED;
    }
  }

  /**
   * Says how ranks ended that did not end well: first those that were killed, which is why the
   * others ended.
   *
   * @return the exit code for all of them
   */
  static int report(int ranks, Map<Integer, RankEnd> ends, PrintStream err) {
    if (ends.size() == ranks && ends.values().stream().allMatch(RankEnd::well)) {
      return 0;
    }
    ends.entrySet().stream()
        .filter(end -> !end.getValue().well())
        .sorted(Comparator.comparing(end -> !end.getValue().killed()))
        .forEach(
            end ->
                err.printf(
                    "fpga: rank %d of %d %s%n", end.getKey(), ranks, end.getValue().words()));
    if (ends.size() < ranks) {
      err.printf("fpga: the others (%d) waited for it and were stopped%n", ranks - ends.size());
    }
    boolean refused = ends.values().stream().anyMatch(end -> end.code() == BAD_INPUT);
    err.println(
        refused
            ? "fpga: the training has stopped: correct what the rank refused"
            : "fpga: the training has stopped: start all ranks again with --resume after train, they go on from the last checkpoint");
    return refused ? BAD_INPUT : FAILED;
  }
}
