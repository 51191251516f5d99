package io.github.fpga.models.clip;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What a {@link ClipVisionModel} makes of a batch of pictures; the tensors belong to the scope of
 * the call. N is one for the whole picture and one per patch.
 *
 * @param hiddenStates the embeddings and the output of every layer, each (B, N, C), without the
 *     final norm
 * @param pooled the whole picture's state of the last layer after the final norm, (B, C)
 * @param imageEmbeds the projection of the pooled state, (B, projectionDim): what the plain
 *     IP-Adapter takes
 */
public record ClipVisionOutput(List<Tensor> hiddenStates, Tensor pooled, Tensor imageEmbeds) {

  public ClipVisionOutput {
    hiddenStates = List.copyOf(hiddenStates);
  }

  /** The last layer's output, without the final norm. */
  public Tensor lastHiddenState() {
    return hiddenStates.get(hiddenStates.size() - 1);
  }

  /** The output of the last layer but one: what IP-Adapter Plus and FaceID-Plus take. */
  public Tensor penultimate() {
    return hiddenStates.get(hiddenStates.size() - 2);
  }
}
