package io.github.fpga.models.lora;

import io.github.fpga.models.layers.Region;
import io.github.fpga.models.layers.RegionalParameter;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A change of one weight: factor * up * down.
 *
 * @param up (out, rank), for a convolution (out, rank, 1, 1)
 * @param down (rank, in), for a convolution (rank, in, k, k)
 * @param factor alpha / rank
 */
record LowRank(Tensor up, Tensor down, double factor) {

  /**
   * @throws CheckpointException unless the product has as many rows and elements as the weight
   */
  void requireFits(String key, long[] shape) {
    long[] u = Shapes.of(up);
    long[] d = Shapes.of(down);
    boolean fits =
        u.length >= 2
            && d.length >= 2
            && Shapes.elements(u) == u[0] * d[0]
            && u[0] == shape[0]
            && u[0] * Shapes.elements(d) == Shapes.elements(shape) * d[0];
    if (!fits) {
      throw new CheckpointException(
          "misshaped LoRA of %s: up %s and down %s for a weight of %s"
              .formatted(key, Arrays.toString(u), Arrays.toString(d), Arrays.toString(shape)));
    }
  }

  /** The weight with the change, in the weight's own number format. */
  Tensor addTo(Tensor weight, double scale) {
    Tensor product = single(up).matmul(single(down)).view(Shapes.of(weight));
    return weight.add(Tensors.mul(product, scale * factor).to(weight.scalar_type()));
  }

  /**
   * The change alone, as two maps on the engine's device.
   *
   * @param shape of the weight it changes
   * @param type number format of both maps
   */
  RegionalParameter.Term inside(Region region, long[] shape, ScalarType type, double scale) {
    long rank = down.size(0);
    long[] a = shape.clone();
    a[0] = rank;
    long[] b = shape.length == 2 ? new long[] {shape[0], rank} : new long[] {shape[0], rank, 1, 1};
    return new RegionalParameter.Term(
        Engine.place(single(down).view(a).to(type)),
        Engine.place(Tensors.mul(single(up).view(b), scale * factor).to(type)),
        region);
  }

  /** In fp32, as a matrix: what follows the first dimension flat. */
  private static Tensor single(Tensor x) {
    return x.to(ScalarType.Float).flatten(1, -1);
  }
}
