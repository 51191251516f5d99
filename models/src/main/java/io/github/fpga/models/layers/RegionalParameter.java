package io.github.fpga.models.layers;

import io.github.fpga.tensor.Parameter;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A weight to which low-rank products are added in parts of the picture: {@code y = W x + sum_i m_i
 * . (B_i (A_i x))}. The value is W alone; {@link Linear}, {@link GeGlu} and {@link Conv2d} add the
 * rest.
 */
public interface RegionalParameter extends Parameter {

  /**
   * One product.
   *
   * @param down A: (rank, in), of a convolution (rank, in, k, k), in W's number format
   * @param up B: (out, rank), of a convolution (out, rank, 1, 1), strength included
   * @param region where
   */
  record Term(Tensor down, Tensor up, Region region) {}

  /** What is added, at least one. */
  List<Term> terms();
}
