package io.github.fpga.pipelines.family;

import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import java.util.Map;

/** Files from which a family can be loaded. */
public interface ModelSource {

  /**
   * What requests need to know, from configs alone.
   *
   * @throws CheckpointException naming the file that cannot be read
   */
  FamilyTraits traits();

  /** SHA-256 of every file, by its name in provenance. */
  Map<String, String> checksums();

  /**
   * Loads the networks; the engine must have been started.
   *
   * @throws CheckpointException naming the file, what is wrong with it and what to do
   */
  PortraitModels load(Precision precision);

  /** Loads the networks in bf16, the fast format on current CPUs. */
  default PortraitModels load() {
    return load(Precision.BF16);
  }
}
