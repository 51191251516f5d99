package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Sinusoids of the timestep and a two-layer perceptron; diffusers' time_proj and time_embedding.
 */
final class TimestepEmbedding {

  private final Tensor frequencies;
  private final boolean flipSinToCos;
  private final Linear linear1;
  private final Linear linear2;

  TimestepEmbedding(Weights w, UNetConfig config) {
    int width = config.blockOutChannels().get(0);
    frequencies = Scope.own(frequencies(width / 2, config.freqShift()));
    flipSinToCos = config.flipSinToCos();
    linear1 = new Linear(w.at("linear_1"), width, config.timeChannels());
    linear2 = new Linear(w.at("linear_2"), config.timeChannels(), config.timeChannels());
  }

  /**
   * silu of the embedding, which is all that residual blocks use.
   *
   * @param timesteps_B (B) or (1), which then serves all rows
   * @param type the network's number format; the sinusoids are fp32 whatever it is
   * @return (B or 1, timeChannels)
   */
  Tensor activated(Tensor timesteps_B, ScalarType type) {
    Tensor angles = timesteps_B.to(ScalarType.Float).view(-1, 1).mul(frequencies);
    Tensor first = flipSinToCos ? angles.cos() : angles.sin();
    Tensor second = flipSinToCos ? angles.sin() : angles.cos();
    Tensor sinusoids = Tensors.cat(1, first, second).to(type);
    return torch.silu(linear2.apply(torch.silu(linear1.apply(sinusoids))));
  }

  private static Tensor frequencies(int half, int freqShift) {
    float[] values = new float[half];
    for (int i = 0; i < half; i++) {
      // Single precision step by step, as upstream: at timestep 999 its rounding is visible.
      float exponent = (float) -Math.log(10_000) * i / (half - freqShift);
      values[i] = (float) Math.exp(exponent);
    }
    return Tensors.of(values, 1, half);
  }
}
