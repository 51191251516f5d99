package io.github.fpga.tensor;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * Where a tensor that a network asks for lies in a file of another layout.
 *
 * @param key its name there
 * @param storedShape the shape there, from the shape asked for
 * @param form makes the tensor asked for from the one there, without changing that
 */
public record Origin(String key, UnaryOperator<long[]> storedShape, UnaryOperator<Tensor> form) {

  /** A tensor that only has another name. */
  public static Origin of(String key) {
    return new Origin(key, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** A matrix whose rows are the columns asked for. */
  public static Origin transposed(String key) {
    return new Origin(
        key, shape -> new long[] {shape[1], shape[0]}, tensor -> tensor.t().contiguous());
  }

  /** One of several tensors of equal shape that lie behind each other along the first dimension. */
  public static Origin part(String key, int index, int count) {
    return new Origin(
        key,
        shape -> {
          long[] whole = shape.clone();
          whole[0] *= count;
          return whole;
        },
        tensor -> {
          long length = tensor.size(0) / count;
          return tensor.narrow(0, index * length, length);
        });
  }

  /** The matrix (out, in) of a 1x1 convolution (out, in, 1, 1); a vector stays as it is. */
  public static Origin pointwise(String key) {
    return new Origin(
        key,
        shape -> shape.length == 2 ? new long[] {shape[0], shape[1], 1, 1} : shape,
        tensor -> tensor.dim() == 4 ? tensor.flatten(1, 3) : tensor);
  }
}
