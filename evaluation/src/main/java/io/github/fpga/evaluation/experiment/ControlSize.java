package io.github.fpga.evaluation.experiment;

import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.tensor.Checkpoint;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How many parameters were trained so that a row's network follows drawings: the modal copies and
 * adapters of RepControlNet's modes, a whole ControlNet, or the whole denoiser and an adapter. What
 * is merged costs nothing per step, so this is a size on disk and in training.
 *
 * @param families the rows' weights
 */
public record ControlSize(Map<Family, ModelSet> families) implements ToLongFunction<Row> {

  /** Copies the map. */
  public ControlSize {
    families = Map.copyOf(families);
  }

  @Override
  public long applyAsLong(Row row) {
    if (!(row.method() instanceof Method.Generated made)) {
      return 0;
    }
    Binding binding = made.binding();
    ModelSet set = families.get(row.family());
    if (binding.controlNetWithoutIdentity()) {
      return parameters(set, ModelFile.CONTROLNET, "");
    }
    if (row.family() == Family.FINE_TUNED) {
      return parameters(set, ModelFile.BASE, "unet.")
          + parameters(set, ModelFile.SKELETON, "adapter.");
    }
    boolean few = made.sampling().distilled();
    return (binding.control() == 0 ? 0 : mode(set, few, ModelFile.SKELETON, "skeleton."))
        + (binding.landmarks() == 0 ? 0 : mode(set, few, ModelFile.LANDMARK, "landmark."));
  }

  private static long mode(ModelSet set, boolean few, ModelFile file, String part) {
    return few ? parameters(set, ModelFile.FEWSTEP, part) : parameters(set, file, "");
  }

  private static long parameters(ModelSet set, ModelFile file, String prefix) {
    Checkpoint checkpoint = Checkpoint.open(set.path(file));
    return checkpoint.keys().stream()
        .filter(key -> key.startsWith(prefix))
        .mapToLong(key -> Arrays.stream(checkpoint.shape(key)).reduce(1, (a, b) -> a * b))
        .sum();
  }
}
