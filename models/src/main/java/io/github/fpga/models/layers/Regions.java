package io.github.fpga.models.layers;

import io.github.fpga.tensor.Parameter;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** What a layer adds in parts of the picture. */
final class Regions {

  private Regions() {}

  /**
   * A layer's output with what its weight says is added.
   *
   * @param out by the weight's value; the result itself where nothing is added
   * @param down the layer's map by another weight
   * @param up from that map's output to the layer's, by a further weight
   * @param share of a region at the layer's output
   */
  static Tensor addTo(
      Tensor out,
      Parameter weight,
      UnaryOperator<Tensor> down,
      BinaryOperator<Tensor> up,
      Function<Region, Tensor> share) {
    if (!(weight instanceof RegionalParameter regional)) {
      return out;
    }
    Tensor sum = out;
    for (RegionalParameter.Term term : regional.terms()) {
      Tensor product = up.apply(down.apply(term.down()), term.up());
      sum = sum.add(product.mul(share.apply(term.region())));
    }
    return sum;
  }
}
