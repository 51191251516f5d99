package io.github.fpga.models.repcontrolnet;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.WeightSource;
import io.github.fpga.tensor.Weights;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The modal copies Th_k of a denoiser: which tensors have one, and where training starts. Source:
 * RepControlNet, arXiv 2408.09240; the exact choice is our definition.
 */
public final class ModalWeights {

  /** The share of the base that a copy starts with. */
  public static final double GAMMA = 0.1;

  private static final Pattern COPIED =
      Pattern.compile(
          "(.*\\.)?("
              + "resnets\\.\\d+\\.(conv1|conv2|conv_shortcut)"
              + "|attentions\\.\\d+\\.(proj_in|proj_out)"
              + "|attn[12]\\.(to_q|to_k|to_v|to_out\\.0)"
              + "|ff\\.net\\.(0\\.proj|2)"
              + ")\\.(weight|bias)");

  private static final String WAY_UP = "up_blocks.";

  private ModalWeights() {}

  /**
   * Whether a denoiser's tensor has modal copies: weights and biases of the convolutions and linear
   * maps of residual blocks, attention, feed-forward and projections. Norms, the time embedding and
   * its projections in the residual blocks (they carry time, not structure), the first and last
   * convolution, and up- and down-samplers have none. Our definition.
   *
   * @param key by diffusers' names, with or without a prefix
   */
  public static boolean copies(String key) {
    return COPIED.matcher(key).matches();
  }

  /**
   * Where modal copies start: gamma * Th, fp32, computed anew at each asking.
   *
   * @param base the whole denoiser
   * @param gamma from 0 to below 1
   */
  public static Weights initial(Weights base, double gamma) {
    return Weights.of(new Initial(base.source(), Tied.requireGamma(gamma), false));
  }

  /**
   * As {@link #trainable}, for the way down and the middle alone; the way up stays the base's. A
   * third of a large denoiser, and the half that a ControlNet copies.
   */
  public static TrainableWeights trainableEncoder(Weights base, double gamma) {
    WeightSource half = new Initial(base.source(), Tied.requireGamma(gamma), true);
    return new TrainableWeights(Weights.of(half), Precision.FP32);
  }

  /** Whether some copies are of the way down and the middle alone. */
  static boolean ofEncoder(WeightSource copies) {
    return !copies.keys().isEmpty() && copies.keys().stream().noneMatch(ModalWeights::isWayUp);
  }

  static boolean isWayUp(String key) {
    return key.startsWith(WAY_UP);
  }

  /**
   * Optimised copies that start at {@link #initial}; hand their {@link TrainableWeights#weights} to
   * {@link RepControl#reparameterize}. They are fp32 there: in bf16, Th_k - gamma * Th would not be
   * zero at the start.
   */
  public static TrainableWeights trainable(Weights base, double gamma) {
    return new TrainableWeights(initial(base, gamma), Precision.FP32);
  }

  private record Initial(WeightSource base, double gamma, boolean encoder) implements WeightSource {

    private boolean holds(String key) {
      return copies(key) && !(encoder && isWayUp(key));
    }

    @Override
    public Set<String> keys() {
      Set<String> keys = new LinkedHashSet<>(base.keys());
      keys.removeIf(key -> !holds(key));
      return keys;
    }

    @Override
    public boolean has(String key) {
      return holds(key) && base.has(key);
    }

    @Override
    public Parameter get(String key, Init init, long... shape) {
      Parameter original = holds(key) ? base.get(key, init, shape) : null;
      return original == null ? null : () -> scaled(original.value());
    }

    private Tensor scaled(Tensor tensor) {
      return Tensors.mul(tensor.detach().to(ScalarType.Float), gamma);
    }
  }
}
