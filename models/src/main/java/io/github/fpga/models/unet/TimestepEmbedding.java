package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Sinusoids of the timestep and a two-layer perceptron; diffusers' time_proj and time_embedding.
 */
final class TimestepEmbedding {

  private final Sinusoids sinusoids;
  private final Linear linear1;
  private final Linear linear2;

  TimestepEmbedding(Weights w, UNetConfig config) {
    int width = config.blockOutChannels().get(0);
    sinusoids = new Sinusoids(width, config.flipSinToCos(), config.freqShift());
    linear1 = new Linear(w.at("linear_1"), width, config.timeChannels());
    linear2 = new Linear(w.at("linear_2"), config.timeChannels(), config.timeChannels());
  }

  /**
   * silu of the embedding, which is all that residual blocks use.
   *
   * @param timesteps_B (B) or (1), which then serves all rows
   * @param addition from {@link AdditionEmbedding}, or null
   * @param type the network's number format; the sinusoids are fp32 whatever it is
   * @return (B or 1, timeChannels)
   */
  Tensor activated(Tensor timesteps_B, Tensor addition, ScalarType type) {
    Tensor hidden = torch.silu(linear1.apply(sinusoids.apply(timesteps_B).to(type)));
    Tensor embedding = linear2.apply(hidden);
    return torch.silu(addition == null ? embedding : embedding.add(addition.to(type)));
  }
}
