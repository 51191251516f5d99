package io.github.fpga.training.recipes;

import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.tensor.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** Small parts that the diffusion recipes share. */
final class Prompts {

  private Prompts() {}

  /** Token ids (B, length). */
  static Tensor ids(ClipTokenizer tokenizer, List<String> captions) {
    return Tensors.stack(
        0,
        captions.stream().map(tokenizer::encode).map(ids -> Tensors.of(ids, ids.length)).toList());
  }

  /** As many empty prompts, then the prompts: the rows of guidance. */
  static List<String> withEmpty(List<String> captions) {
    return Stream.concat(captions.stream().map(c -> ""), captions.stream()).toList();
  }

  /** Strengths of guidance: as many zeros, then ones; (2 * count). */
  static Tensor withoutAndWith(int count) {
    return Tensors.cat(0, Tensors.zeros(count), Tensors.ones(count));
  }

  /** 1 for rows that keep a condition, 0 for those that lose it; (count). */
  static Tensor keep(int count, double dropped, RandomGenerator random) {
    float[] keep = new float[count];
    for (int i = 0; i < count; i++) {
      keep[i] = random.nextDouble() < dropped ? 0 : 1;
    }
    return Tensors.of(keep, count);
  }
}
