package io.github.fpga.pipelines.family;

import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.pipelines.condition.PromptWeights;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Prompts of any length as rows of an encoder's own length, each with start, end and padding; what
 * counts more or less moves away from or towards what an empty prompt says at its place. Chunks are
 * the public user interfaces' habit; the rule for weights is our choice of theirs.
 *
 * @param prompts how many there are
 * @param chunks how many rows each has
 * @param ids of all rows, prompt after prompt, and one empty row at the end
 * @param weights of the rows' tokens; null where all are 1
 */
record PromptChunks(int prompts, int chunks, Tensor ids, Tensor weights) {

  /** Tokens of a prompt before they are cut into rows. */
  private record Tokens(long[] ids, float[] weights) {

    static Tokens of(ClipTokenizer tokenizer, String prompt) {
      List<Long> ids = new ArrayList<>();
      List<Float> weights = new ArrayList<>();
      for (PromptWeights.Span span : PromptWeights.parse(prompt)) {
        for (long id : tokenizer.tokens(span.text())) {
          ids.add(id);
          weights.add((float) span.weight());
        }
      }
      float[] counts = new float[weights.size()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = weights.get(i);
      }
      return new Tokens(ids.stream().mapToLong(id -> id).toArray(), counts);
    }
  }

  static PromptChunks of(ClipTokenizer tokenizer, List<String> prompts) {
    List<Tokens> all = prompts.stream().map(prompt -> Tokens.of(tokenizer, prompt)).toList();
    int length = tokenizer.maxLength();
    int room = length - 2;
    int chunks =
        all.stream().mapToInt(t -> Math.max(1, (t.ids().length + room - 1) / room)).max().orElse(1);
    int rows = prompts.size() * chunks + 1;
    long[] ids = new long[rows * length];
    float[] weights = new float[rows * length];
    Arrays.fill(ids, tokenizer.padId());
    Arrays.fill(weights, 1);
    boolean weighted = false;
    for (int row = 0; row < rows; row++) {
      Tokens tokens =
          row / chunks < all.size() ? all.get(row / chunks) : new Tokens(new long[0], new float[0]);
      int from = Math.min(row % chunks * room, tokens.ids().length);
      int count = row == rows - 1 ? 0 : Math.min(room, tokens.ids().length - from);
      ids[row * length] = tokenizer.startId();
      System.arraycopy(tokens.ids(), from, ids, row * length + 1, count);
      System.arraycopy(tokens.weights(), from, weights, row * length + 1, count);
      ids[row * length + count + 1] = tokenizer.endId();
    }
    for (float weight : weights) {
      weighted |= weight != 1;
    }
    return new PromptChunks(
        prompts.size(),
        chunks,
        Tensors.of(ids, rows, length),
        weighted ? Tensors.of(weights, rows, length, 1) : null);
  }

  /**
   * The chunks of each prompt one after the other.
   *
   * @param states_RNC of all rows
   * @return (prompts, chunks * N, C)
   */
  Tensor joined(Tensor states_RNC) {
    long rows = (long) prompts * chunks;
    Tensor own = states_RNC.narrow(0, 0, rows);
    if (weights != null) {
      Tensor empty = states_RNC.narrow(0, rows, 1);
      Tensor counts = weights.narrow(0, 0, rows).to(states_RNC.scalar_type());
      own = empty.add(own.sub(empty).mul(counts));
    }
    return own.reshape(prompts, chunks * states_RNC.size(1), states_RNC.size(2));
  }

  /**
   * What the first chunk of each prompt has.
   *
   * @param embeddings_RD of all rows
   * @return (prompts, D)
   */
  Tensor first(Tensor embeddings_RD) {
    return embeddings_RD
        .narrow(0, 0, (long) prompts * chunks)
        .view(prompts, chunks, embeddings_RD.size(1))
        .select(1, 0);
  }
}
