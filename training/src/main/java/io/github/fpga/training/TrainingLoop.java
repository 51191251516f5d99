package io.github.fpga.training;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.distributed.ProcessGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The loop every recipe runs: loss, gradients, clipping, optimiser, moving average; a resumable
 * state, the published weights, a loss curve and sample pictures in one folder.
 *
 * <p>{@code state.safetensors} continues a run to the same numbers; {@code weights.safetensors} is
 * the moving average in fp16; {@code loss.csv} has one line per {@value #LOG_EVERY} steps.
 */
public final class TrainingLoop {

  static final int LOG_EVERY = 20;

  private final List<TrainingTask> replicas;
  private final TrainingConfig config;
  private final Path folder;
  private final Map<String, String> provenance;
  private final List<FlatParameters> parameters = new ArrayList<>();
  private final Optimizer optimizer;
  private final LossLog log;
  private long step;

  /** A run with one copy of the task. */
  public TrainingLoop(
      TrainingTask task, TrainingConfig config, Path folder, Map<String, String> provenance) {
    this(List.of(task), config, folder, provenance);
  }

  /**
   * A run with several copies of one task, made alike. Each computes the gradients of a batch of
   * its own, side by side; their mean moves all of them. The first one draws the samples.
   *
   * @param folder receives all files of the run
   * @param provenance metadata of the published weights: recipe, commit
   */
  public TrainingLoop(
      List<? extends TrainingTask> replicas,
      TrainingConfig config,
      Path folder,
      Map<String, String> provenance) {
    this.replicas = List.copyOf(replicas);
    this.config = config;
    this.folder = folder;
    this.provenance = provenance;
    replicas.forEach(task -> parameters.add(new FlatParameters(task.leaves(), task.usesMuon())));
    optimizer = new Optimizer(parameters, config.weightDecay());
    log = new LossLog(folder.resolve("loss.csv"));
  }

  /** Continues from the folder's state, if there is one. */
  public boolean resume() {
    Path state = folder.resolve("state.safetensors");
    if (!Files.exists(state)) {
      return false;
    }
    Checkpoint file = Checkpoint.open(state);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      restore(file, "values", values());
      restore(file, "mean", optimizer.mean());
      restore(file, "variance", optimizer.variance());
      restore(file, "ema", optimizer.ema());
      optimizer.spread();
    }
    step = Long.parseLong(file.metadata().get("step"));
    return true;
  }

  private static void restore(Checkpoint file, String key, Tensor target) {
    Tensor saved = file.tensor(key);
    if (saved.numel() != target.numel()) {
      throw new CheckpointException(
          "the saved state has %d parameters, this recipe %d: remove the folder or use its recipe"
              .formatted(saved.numel(), target.numel()));
    }
    target.copy_(saved);
  }

  /** Updates done so far. */
  public long step() {
    return step;
  }

  /**
   * Trains up to the configured step, or until told to stop; the state is saved either way.
   *
   * @param cancelled asked before every step
   */
  public void run(BooleanSupplier cancelled) {
    try (ProcessGroup alone = ProcessGroup.alone()) {
      run(alone, cancelled);
    }
  }

  /**
   * Trains with other processes, which run the same task: W processes with R replicas each make the
   * updates of one process with W x R replicas. All begin with the state of the first process,
   * which alone writes, and stop where one of them is told to.
   *
   * @param group stays the caller's
   * @param cancelled asked before every step
   * @throws io.github.fpga.training.distributed.DistributedException where another process is lost;
   *     the state is that of the last checkpoint then
   */
  public void run(ProcessGroup group, BooleanSupplier cancelled) {
    int engineThreads = Math.max(1, Engine.threads() / replicas.size());
    try (Workers workers = new Workers(replicas.size(), engineThreads)) {
      begin(group);
      while (step < config.steps() && !group.any(cancelled.getAsBoolean())) {
        oneStep(workers, group);
        boolean sampling = step % config.sampleEvery() == 0 || step == config.steps();
        boolean saving = step % config.checkpointEvery() == 0;
        if (group.isFirst() && sampling) {
          sampleAverage();
        }
        if (group.isFirst() && saving) {
          save();
        }
        if (sampling || saving) {
          group.meet("samples and checkpoint of step " + step);
        }
      }
      if (group.isFirst()) {
        save();
      }
      group.meet("last checkpoint, step " + step);
    } catch (IOException e) {
      throw new UncheckedIOException("training stopped at step " + step, e);
    }
  }

  /** Gives every process the state of the first one. */
  private void begin(ProcessGroup group) throws IOException {
    if (group.isFirst()) {
      Files.createDirectories(folder);
      log.truncate(step);
    }
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor done = Tensors.of(new long[] {step}, 1);
      group.broadcast(done);
      step = done.item_long();
      optimizer.share(group);
    }
  }

  private void oneStep(Workers workers, ProcessGroup group) throws IOException {
    step++;
    double rate = config.learningRateAt(step);
    double[] losses = new double[replicas.size()];
    List<Runnable> parts = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      int replica = i;
      long batch = batch(group.rank() * losses.length + i, group.size() * losses.length);
      parts.add(() -> losses[replica] = gradients(replica, batch));
    }
    workers.run(parts);
    double norm =
        optimizer.step(step, rate, config.maxNorm(), config.emaDecayAt(step), workers, group);
    double loss = group.mean(Arrays.stream(losses).average().orElseThrow());
    if (group.isFirst()) {
      log.add(step, loss, norm, rate);
    }
  }

  /** Number of the batch, from 1, that one of all replicas of all processes draws in this step. */
  private long batch(int replica, int replicasInAll) {
    return (step - 1) * replicasInAll + replica + 1;
  }

  /** Fills a replica's gradients from a batch. */
  private double gradients(int replica, long batch) {
    try (Scope scope = Scope.open()) {
      parameters.get(replica).zeroGradients();
      Tensor loss = replicas.get(replica).loss(batch);
      loss.backward();
      return loss.item_float();
    }
  }

  private Tensor values() {
    return parameters.get(0).values();
  }

  /** Swaps the moving average in, lets the task draw, and swaps back. */
  private void sampleAverage() throws IOException {
    Tensor current = Scope.own(values().clone());
    try {
      copy(optimizer.ema(), values());
      replicas.get(0).sample(folder.resolve("samples"), step);
    } finally {
      copy(current, values());
      current.close();
    }
  }

  private static void copy(Tensor from, Tensor to) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      to.copy_(from);
    }
  }

  private void save() throws IOException {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("values", values());
    state.put("mean", optimizer.mean());
    state.put("variance", optimizer.variance());
    state.put("ema", optimizer.ema());
    Map<String, String> metadata = new LinkedHashMap<>(provenance);
    metadata.putAll(replicas.get(0).metadata());
    metadata.put("step", Long.toString(step));
    metadata.put("seed", Long.toString(config.seed()));
    Safetensors.write(folder.resolve("state.safetensors"), state, metadata);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Map<String, Tensor> published = new LinkedHashMap<>();
      parameters
          .get(0)
          .named(optimizer.ema())
          .forEach((key, value) -> published.put(key, value.to(ScalarType.Half)));
      Safetensors.write(folder.resolve("weights.safetensors"), published, metadata);
    }
    log.draw();
  }
}
