package io.github.fpga.training.recipes;

import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.WeightSource;
import io.github.fpga.tensor.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/**
 * A denoiser tuned as a whole, in the files of a family: as the base's denoiser, beside a mode
 * whose copies change nothing.
 *
 * @param tuned from recipe {@code finetune}: {@code unet...} and {@code adapter...}
 * @param base the family that it was tuned from
 */
record TunedDenoiser(Checkpoint tuned, Checkpoint base) {

  private static final String DENOISER = "unet";

  /**
   * @throws CheckpointException where the two are not of one denoiser
   */
  static TunedDenoiser of(Checkpoint tuned, Checkpoint base) {
    Set<String> odd = shapes(tuned);
    Set<String> others = shapes(base);
    Set<String> common = new TreeSet<>(odd);
    common.retainAll(others);
    odd.addAll(others);
    odd.removeAll(common);
    if (!odd.isEmpty()) {
      throw new CheckpointException(
          "%s was tuned from another denoiser than that of %s, only one has %s: train it anew"
              .formatted(
                  tuned.file(),
                  base.file(),
                  odd.stream().limit(5).collect(Collectors.joining(", "))));
    }
    return new TunedDenoiser(tuned, base);
  }

  private static Set<String> shapes(Checkpoint file) {
    return file.keys().stream()
        .filter(key -> key.startsWith(DENOISER + "."))
        .map(key -> key + Arrays.toString(file.shape(key)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The base with the tuned denoiser in place of its own. */
  Path writeBase(Path target) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String key : base.keys()) {
      tensors.put(key, (tuned.has(key) ? tuned : base).tensor(key));
    }
    Safetensors.write(target, tensors, tuned.metadata());
    return target;
  }

  /**
   * The mode: its adapter, and copies of gamma times the tuned denoiser. They are fp32, as where
   * merging multiplies the base by gamma, so that the difference is exactly zero.
   */
  Path writeMode(Path target) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tuned.keys().stream()
        .filter(key -> key.startsWith("adapter."))
        .forEach(key -> tensors.put(key, tuned.tensor(key)));
    WeightSource copies =
        ModalWeights.initial(Weights.of(tuned).below(DENOISER), ModalWeights.GAMMA).source();
    try (Scope scope = Scope.open()) {
      for (String key : copies.keys()) {
        long[] shape = tuned.shape(DENOISER + "." + key);
        tensors.put("modal." + key, copies.get(key, Init.ZEROS, shape).value());
      }
      Safetensors.write(target, tensors, tuned.metadata());
    }
    return target;
  }
}
