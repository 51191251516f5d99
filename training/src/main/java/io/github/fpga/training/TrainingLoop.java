package io.github.fpga.training;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The loop every recipe runs: loss, gradients, clipping, AdamW, moving average; a resumable state,
 * the published weights, a loss curve and sample pictures in one folder.
 *
 * <p>{@code state.safetensors} continues a run to the same numbers; {@code weights.safetensors} is
 * the moving average in fp16; {@code loss.csv} has one line per {@value #LOG_EVERY} steps.
 */
public final class TrainingLoop {

  static final int LOG_EVERY = 20;

  private final TrainingTask task;
  private final TrainingConfig config;
  private final Path folder;
  private final Map<String, String> provenance;
  private final FlatParameters parameters;
  private final AdamW optimizer;
  private final LossLog log;
  private long step;

  /**
   * @param folder receives all files of the run
   * @param provenance metadata of the published weights: recipe, commit
   */
  public TrainingLoop(
      TrainingTask task, TrainingConfig config, Path folder, Map<String, String> provenance) {
    this.task = task;
    this.config = config;
    this.folder = folder;
    this.provenance = provenance;
    parameters = new FlatParameters(task.leaves());
    optimizer = new AdamW(parameters, config.weightDecay());
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
      restore(file, "values", parameters.values());
      restore(file, "mean", optimizer.mean());
      restore(file, "variance", optimizer.variance());
      restore(file, "ema", optimizer.ema());
    }
    step = Long.parseLong(file.metadata().get("step"));
    log.truncate(step);
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
    try {
      Files.createDirectories(folder);
      while (step < config.steps() && !cancelled.getAsBoolean()) {
        oneStep();
        if (step % config.sampleEvery() == 0 || step == config.steps()) {
          sampleAverage();
        }
        if (step % config.checkpointEvery() == 0) {
          save();
        }
      }
      save();
    } catch (IOException e) {
      throw new UncheckedIOException("training stopped at step " + step, e);
    }
  }

  private void oneStep() throws IOException {
    step++;
    double rate = config.learningRateAt(step);
    try (Scope scope = Scope.open()) {
      parameters.zeroGradients();
      Tensor loss = task.loss(step);
      loss.backward();
      double value = loss.item_float();
      double norm = optimizer.step(step, rate, config.maxNorm(), config.emaDecayAt(step));
      log.add(step, value, norm, rate);
    }
  }

  /** Swaps the moving average in, lets the task draw, and swaps back. */
  private void sampleAverage() throws IOException {
    Tensor current = Scope.own(parameters.values().clone());
    try {
      copy(optimizer.ema(), parameters.values());
      task.sample(folder.resolve("samples"), step);
    } finally {
      copy(current, parameters.values());
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
    state.put("values", parameters.values());
    state.put("mean", optimizer.mean());
    state.put("variance", optimizer.variance());
    state.put("ema", optimizer.ema());
    Map<String, String> metadata = new LinkedHashMap<>(provenance);
    metadata.putAll(task.metadata());
    metadata.put("step", Long.toString(step));
    metadata.put("seed", Long.toString(config.seed()));
    Safetensors.write(folder.resolve("state.safetensors"), state, metadata);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Map<String, Tensor> published = new LinkedHashMap<>();
      parameters
          .named(optimizer.ema())
          .forEach((key, value) -> published.put(key, value.to(ScalarType.Half)));
      Safetensors.write(folder.resolve("weights.safetensors"), published, metadata);
    }
  }
}
