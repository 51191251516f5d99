package io.github.fpga.spark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.reflect.ClassTag$;

/**
 * Starts the ranks of a training as the tasks of one job in barrier mode: all at the same time or
 * none, as PySpark's TorchDistributor does. The arguments are the number of ranks and the command
 * that each of them runs, such as {@code 4 /opt/fpga/fpga train base}; it finds its rank in
 * torchrun's environment variables. The exit code is that of the ranks, the largest where they
 * differ; 1 where Spark fails and 2 for wrong arguments.
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
      List<Integer> codes =
          train(spark, Integer.parseInt(args[0]), List.of(args).subList(1, args.length));
      for (int rank = 0; rank < codes.size(); rank++) {
        if (codes.get(rank) != 0) {
          err.printf("fpga: rank %d ended with exit code %d%n", rank, codes.get(rank));
        }
      }
      return Collections.max(codes);
    } catch (RuntimeException e) {
      err.println("fpga: the training failed: " + Main.reason(e));
      return FAILED;
    }
  }

  /** The exit codes of the ranks, in their order. */
  static List<Integer> train(JavaSparkContext spark, int ranks, List<String> command) {
    spark.setJobDescription("train");
    return spark
        .parallelize(Collections.nCopies(ranks, 0), ranks)
        .rdd()
        .barrier()
        .mapPartitions(
            new RankTask(command), false, ClassTag$.MODULE$.<Integer>apply(Integer.class))
        .toJavaRDD()
        .collect();
  }
}
