package io.github.fpga.training.recipes;

import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingTask;
import java.util.function.Function;

/**
 * A named way to train one network.
 *
 * @param name as on the command line, and the folder of its run
 * @param description one line
 * @param config steps, learning rate, averaging
 * @param task made from a workspace that holds the earlier stages
 */
public record Recipe(
    String name,
    String description,
    TrainingConfig config,
    Function<Workspace, TrainingTask> task) {}
