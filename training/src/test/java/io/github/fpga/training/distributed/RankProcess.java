package io.github.fpga.training.distributed;

import io.github.fpga.tensor.Engine;
import io.github.fpga.training.Regression;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import java.nio.file.Path;
import java.util.Map;

/** One rank in a process of its own; ends as {@code fpga train} does. */
final class RankProcess {

  static final TrainingConfig CONFIG = new TrainingConfig(60, 0.05, 5, 0.01, 1, 0.9, 7, 10, 1);

  /** Ends this process in the middle of a step, as a kill would. */
  static final String DIE = "die";

  private RankProcess() {}

  /**
   * @param arguments folder, step to stop at, and, for a rank that dies there, {@link #DIE}
   */
  public static void main(String[] arguments) {
    Engine.start(1);
    long stop = Long.parseLong(arguments[1]);
    boolean dies = arguments.length > 2 && arguments[2].equals(DIE);
    try (ProcessGroup group = ProcessGroup.join(Rendezvous.fromEnvironment(System.getenv()))) {
      TrainingLoop loop = loop(Path.of(arguments[0]), group);
      loop.run(
          group,
          () -> {
            if (dies && loop.step() == stop) {
              Runtime.getRuntime().halt(137);
            }
            return !dies && loop.step() == stop;
          });
    } catch (DistributedException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  /** Each rank starts with weights of its own; those of rank 0 must count. */
  static TrainingLoop loop(Path folder, ProcessGroup group) {
    TrainingLoop loop =
        new TrainingLoop(
            new Regression(8, 1 + group.rank()), CONFIG, folder, Map.of("recipe", "regression"));
    if (group.isFirst()) {
      loop.resume();
    }
    return loop;
  }
}
