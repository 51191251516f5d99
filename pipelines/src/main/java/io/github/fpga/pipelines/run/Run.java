package io.github.fpga.pipelines.run;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.StepListener;
import io.github.fpga.tensor.InferenceException;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** One request on its way: its listener and its clock. Belongs to one thread. */
public final class Run {

  private final ProgressListener listener;
  private final long start = System.nanoTime();
  private final Map<Stage, Duration> wall = new EnumMap<>(Stage.class);
  private long networkNanos;
  private int networkDepth;

  public Run(ProgressListener listener) {
    this.listener = listener;
  }

  /**
   * Runs a stage of one step.
   *
   * @throws InferenceException naming the stage where the engine fails
   */
  public <T> T stage(Stage stage, Supplier<T> body) {
    return stage(stage, 1, body);
  }

  /**
   * Runs a stage.
   *
   * @param steps how many steps the listener is told of at its start
   */
  public <T> T stage(Stage stage, int steps, Supplier<T> body) {
    report(stage, 0, steps, Optional::empty);
    long begin = System.nanoTime();
    try {
      return body.get();
    } catch (RuntimeException e) {
      throw named(stage, e);
    } finally {
      wall.merge(stage, Duration.ofNanos(System.nanoTime() - begin), Duration::plus);
    }
  }

  /** Counts the time of a network's evaluation; calls may be nested. */
  public <T> T network(Supplier<T> body) {
    long begin = System.nanoTime();
    networkDepth++;
    try {
      return body.get();
    } finally {
      networkDepth--;
      if (networkDepth == 0) {
        networkNanos += System.nanoTime() - begin;
      }
    }
  }

  /** The same denoiser, its time counted. */
  public Denoiser timed(Denoiser denoiser) {
    return (latents, timestep) -> network(() -> denoiser.predict(latents, timestep));
  }

  /**
   * The listener as samplers see it.
   *
   * @param preview from the predicted clean latents (B,C,H,W) to a picture
   */
  public StepListener steps(Stage stage, Function<Tensor, BufferedImage> preview) {
    return (step, total, predictedX0) ->
        listener.onProgress(
            stage, step, total, () -> Optional.of(preview.apply(predictedX0.get())));
  }

  /** Tells the listener of a step; throws CancelledException where it wants to stop. */
  public void report(Stage stage, int step, int total, Supplier<Optional<BufferedImage>> preview) {
    if (!listener.onProgress(stage, step, total, preview)) {
      throw new CancelledException(step, total);
    }
  }

  /** What has been measured so far. */
  public StageTimes times() {
    return new StageTimes(
        wall, Duration.ofNanos(networkNanos), Duration.ofNanos(System.nanoTime() - start));
  }

  /** libtorch's errors are bare RuntimeExceptions; all others already say what they are. */
  private static RuntimeException named(Stage stage, RuntimeException e) {
    return e.getClass() == RuntimeException.class ? new InferenceException(stage.words(), e) : e;
  }
}
