package io.github.fpga.models.clip;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What a {@link ClipTextModel} makes of a batch of prompts; the tensors belong to the scope of the
 * call.
 *
 * @param hiddenStates the embeddings and the output of every layer, each (B, N, C), without the
 *     final norm
 * @param lastHiddenState the last layer's output after the final norm, (B, N, C)
 * @param pooled the last hidden state at each prompt's end token, (B, C)
 * @param textEmbeds the projection of the pooled state, (B, projectionDim); null for a model
 *     without one
 */
public record ClipTextOutput(
    List<Tensor> hiddenStates, Tensor lastHiddenState, Tensor pooled, Tensor textEmbeds) {

  public ClipTextOutput {
    hiddenStates = List.copyOf(hiddenStates);
  }

  /** The output of the last layer but one without the final norm: SDXL's prompt embedding. */
  public Tensor penultimate() {
    return hiddenStates.get(hiddenStates.size() - 2);
  }
}
