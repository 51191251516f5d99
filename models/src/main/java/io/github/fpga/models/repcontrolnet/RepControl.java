package io.github.fpga.models.repcontrolnet;

import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.util.List;

/**
 * A denoiser's weights with modal copies worked in. The base and the copies are whole trees, are
 * never written and stay usable: another strength is another merge of the same originals. Source:
 * RepControlNet, arXiv 2408.09240.
 */
public final class RepControl {

  private RepControl() {}

  /**
   * Weights for training: every asking computes Th' in fp32 inside the current scope and casts it,
   * and gradients flow to copies that have them. The base is frozen.
   *
   * @param base the denoiser in fp32 (or the format that the copies started from)
   * @param modes those in training come from {@link ModalWeights#trainable}
   * @param compute the format of the values handed to layers
   */
  public static Weights reparameterize(
      Weights base, Blend blend, List<Mode> modes, Precision compute) {
    return Weights.of(new BlendedSource(base, blend, modes, compute, false));
  }

  /**
   * Weights for inference: every Th' is computed once, outside all scopes, when a network is built.
   * A step costs what the base's costs, whatever the number of modes.
   */
  public static Weights merge(Weights base, Blend blend, List<Mode> modes, Precision compute) {
    return reparameterize(base, blend, modes, compute).converted(compute.type());
  }

  /**
   * Weights whose layers run alpha * (W x + b) and each beta_k * (W_k x + b_k) as branches, added
   * before the nonlinearity: what {@link #reparameterize} and {@link #merge} must equal. For tests
   * and comparisons; it costs a convolution more per mode.
   */
  public static Weights twoBranch(Weights base, Blend blend, List<Mode> modes, Precision compute) {
    return Weights.of(new BlendedSource(base, blend, modes, compute, true));
  }
}
