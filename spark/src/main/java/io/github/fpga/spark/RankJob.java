package io.github.fpga.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** All ranks of a training as the tasks of one job in barrier mode: together or not at all. */
final class RankJob {

  /**
   * How long the others may go on without a rank. They notice its death themselves, but they wait
   * for minutes where it died before they met.
   */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String GROUP = "train";

  private final JavaSparkContext spark;
  private final Duration patience;
  private final Map<Integer, RankEnd> ends = new ConcurrentSkipListMap<>();

  RankJob(JavaSparkContext spark, Duration patience) {
    this.spark = spark;
    this.patience = patience;
  }

  /** What is sent to the tasks. */
  private interface First extends Function1<Iterator<RankEnd>, RankEnd>, Serializable {}

  /**
   * Runs the command in all ranks to their end.
   *
   * @return how each rank ended, by its number; those are missing that were stopped because another
   *     one ended badly
   */
  Map<Integer, RankEnd> run(int ranks, List<String> command) {
    ClassTag<RankEnd> tag = ClassTag$.MODULE$.apply(RankEnd.class);
    First first = Iterator::next;
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    Function2<Object, RankEnd, BoxedUnit> heard =
        (rank, end) -> {
          ends.put((Integer) rank, end);
          if (!end.well()) {
            timer.schedule(
                () -> spark.cancelJobGroup(GROUP), patience.toMillis(), TimeUnit.MILLISECONDS);
          }
          return BoxedUnit.UNIT;
        };
    spark.setJobGroup(GROUP, GROUP);
    try {
      spark
          .sc()
          .runJob(
              spark
                  .parallelize(Collections.nCopies(ranks, 0), ranks)
                  .rdd()
                  .barrier()
                  .mapPartitions(new RankTask(command), false, tag),
              first,
              heard,
              tag);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Scala's methods do not declare what they throw.
      if (!(e instanceof SparkException) || ends.values().stream().allMatch(RankEnd::well)) {
        throw new IllegalStateException(e);
      }
    } finally {
      timer.shutdownNow();
    }
    return ends;
  }
}
