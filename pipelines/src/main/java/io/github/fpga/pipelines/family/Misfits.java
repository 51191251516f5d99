package io.github.fpga.pipelines.family;

import io.github.fpga.tensor.CheckpointException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Names the file in errors of networks that are built from it.
 *
 * @param names a file for messages
 */
record Misfits(String family, Function<ModelFile, String> names) {

  <T> T naming(ModelFile file, Supplier<T> body) {
    try {
      return body.get();
    } catch (CheckpointException e) {
      throw of(file, e.getMessage(), e);
    }
  }

  /** A file that is a checkpoint, but not this family's. */
  CheckpointException of(ModelFile file, String what, Throwable cause) {
    return new CheckpointException(
        ("%s does not belong to the %s family: %s. Restore the file, or train it with"
                + " `fpga train %s`.")
            .formatted(names.apply(file), family, what, file.recipe()),
        cause);
  }
}
