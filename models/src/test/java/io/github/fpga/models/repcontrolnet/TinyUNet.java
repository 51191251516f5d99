package io.github.fpga.models.repcontrolnet;

import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.Similarity;
import org.bytedeco.pytorch.Tensor;

/** A whole denoiser for tests: a golden file's network, weights and inputs. */
final class TinyUNet {

  final Golden golden;
  final Weights base;
  private final UNetConfig config;

  TinyUNet(String name) {
    golden = Golden.load(name);
    base = golden.weights();
    config = UNetConfig.fromJson(golden.config());
  }

  UNet2DConditionModel build(Weights weights) {
    return weights.build(w -> new UNet2DConditionModel(w, config));
  }

  /** The network's output with these weights, owned by the current scope. */
  Tensor predict(Weights weights) {
    return predict(build(weights));
  }

  Tensor predict(UNet2DConditionModel unet) {
    Conditioning text = Conditioning.text(unet, golden.in("encoder_hidden_states"));
    return unet.predict(golden.in("sample"), golden.in("timestep"), text);
  }

  /** Modal copies that have nothing to do with the base. */
  static Mode random(String name, long seed, double beta) {
    return new Mode(name, Weights.random(seed), beta);
  }

  /** The largest difference as a share of the largest value. */
  static double relativeError(Tensor expected, Tensor actual) {
    double largest = 0;
    for (double value : Similarity.doubles(expected)) {
      largest = Math.max(largest, Math.abs(value));
    }
    return Similarity.maxError(expected, actual) / largest;
  }
}
