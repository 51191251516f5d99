package io.github.fpga.training.recipes;

import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingTask;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A named way to train one network.
 *
 * @param name as on the command line, and the folder of its run
 * @param description one line
 * @param config steps, learning rate, averaging
 * @param replicas copies of the task that compute gradients side by side, each on a batch of its
 *     own
 * @param task made from a workspace that holds the earlier stages
 */
public record Recipe(
    String name,
    String description,
    TrainingConfig config,
    int replicas,
    Function<Workspace, TrainingTask> task) {

  /** The copies of the task that a run needs. */
  public List<TrainingTask> tasks(Workspace workspace) {
    return IntStream.range(0, replicas).mapToObj(i -> task.apply(workspace)).toList();
  }
}
