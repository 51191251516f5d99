package io.github.fpga.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What is trained: leaves, a loss, and something to look at. */
public interface TrainingTask {

  /** Optimised leaves by key; the same map at every call. */
  Map<String, Tensor> leaves();

  /**
   * The loss of one step, a scalar with gradients. It must depend on the step number (and the
   * task's own seed) alone, never on what ran before: that makes a resumed run the same run.
   */
  Tensor loss(long step);

  /** Whether weight matrices are trained with {@link Muon}; else everything is by AdamW. */
  default boolean usesMuon() {
    return false;
  }

  /** What the published weights have to say about themselves, measured at every checkpoint. */
  default Map<String, String> metadata() {
    return Map.of();
  }

  /** Writes sample pictures of the current leaves into a folder; may do nothing. */
  default void sample(Path folder, long step) throws IOException {}
}
