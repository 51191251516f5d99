package io.github.fpga.pipelines.run;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows a run and may stop it. */
@FunctionalInterface
public interface ProgressListener {

  /** Ignores everything. */
  ProgressListener NONE = (stage, step, total, preview) -> true;

  /**
   * Called in the thread of the run: at the start of a stage with step 0, and after each of its
   * steps.
   *
   * @param stage what is being done
   * @param step steps done, from 0 to total
   * @param total steps of this stage, at least 1
   * @param preview the first picture as it would be now; decoded when asked for (it costs what
   *     decoding costs), empty where the stage has none. Only valid until this method returns.
   * @return false to stop: the run then throws {@link io.github.fpga.diffusion.CancelledException},
   *     frees its memory and writes nothing
   */
  boolean onProgress(Stage stage, int step, int total, Supplier<Optional<BufferedImage>> preview);
}
