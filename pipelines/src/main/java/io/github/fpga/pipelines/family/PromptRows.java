package io.github.fpga.pipelines.family;

import io.github.fpga.models.unet.KeyValues;
import org.bytedeco.pytorch.Tensor;

/**
 * Prompts as a denoiser and the ControlNet beside it take them, for every row of a batch; once per
 * picture.
 *
 * @param keyValues of the denoiser's cross-attention layers
 * @param addition what is added to the denoiser's time embedding; null where it takes nothing
 * @param controlKeyValues of the ControlNet's layers; null without one
 * @param controlAddition likewise
 */
public record PromptRows(
    KeyValues keyValues, Tensor addition, KeyValues controlKeyValues, Tensor controlAddition) {

  /** The number of rows. */
  public long rows() {
    return keyValues.keys().get(0).size(0);
  }

  /** The second half of a guided batch: the wanted prompts. */
  public PromptRows wanted() {
    return new PromptRows(
        secondHalf(keyValues),
        secondHalf(addition),
        secondHalf(controlKeyValues),
        secondHalf(controlAddition));
  }

  private static KeyValues secondHalf(KeyValues guided) {
    return guided == null
        ? null
        : new KeyValues(
            guided.keys().stream().map(PromptRows::secondHalf).toList(),
            guided.values().stream().map(PromptRows::secondHalf).toList());
  }

  private static Tensor secondHalf(Tensor x) {
    if (x == null) {
      return null;
    }
    long half = x.size(0) / 2;
    return x.narrow(0, half, half);
  }
}
