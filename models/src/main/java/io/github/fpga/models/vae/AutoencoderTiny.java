package io.github.fpga.models.vae;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The small autoencoder for previews (TAESD, diffusers' AutoencoderTiny): pictures in [-1, 1] to
 * latents, which are already at the denoiser's scale, and back. Source: Ollin Boer Bohan,
 * github.com/madebyollin/taesd.
 */
public final class AutoencoderTiny {

  /** The decoder's input is bent to this range. */
  private static final double LATENT_LIMIT = 3;

  private final AutoencoderTinyConfig config;
  private final List<UnaryOperator<Tensor>> encoder = new ArrayList<>();
  private final List<UnaryOperator<Tensor>> decoder = new ArrayList<>();

  public AutoencoderTiny(Weights w, AutoencoderTinyConfig config) {
    this.config = config;
    buildEncoder(w.at("encoder.layers"));
    buildDecoder(w.at("decoder.layers"));
  }

  public AutoencoderTinyConfig config() {
    return config;
  }

  /**
   * @param image_BCHW in [-1, 1], sides divisible by {@link AutoencoderTinyConfig#downsampling}
   * @return (B, latentChannels, H / f, W / f)
   */
  public Tensor encode(Tensor image_BCHW) {
    return run(encoder, Tensors.mul(Tensors.add(image_BCHW, 1), 0.5));
  }

  /** Latents (B, latentChannels, h, w) to pictures, about in [-1, 1] (not clamped). */
  public Tensor decode(Tensor latents_BCHW) {
    Tensor bent =
        Tensors.mul(torch.tanh(Tensors.mul(latents_BCHW, 1 / LATENT_LIMIT)), LATENT_LIMIT);
    return Tensors.add(Tensors.mul(run(decoder, bent), 2), -1);
  }

  /** Latents to [0, 1], as to store them in a picture file; what is beyond the range is cut off. */
  public Tensor toUnit(Tensor latents) {
    double scale = 1 / (2 * config.latentMagnitude());
    try (Scalar zero = new Scalar(0);
        Scalar one = new Scalar(1)) {
      return Tensors.add(Tensors.mul(latents, scale), config.latentShift())
          .clamp_min(zero)
          .clamp_max(one);
    }
  }

  private void buildEncoder(Weights w) {
    long width = config.encoderBlockOutChannels().get(0);
    add(encoder, new Conv2d(w.at(0), config.inChannels(), width, 3));
    for (int level = 0; level < config.numEncoderBlocks().size(); level++) {
      if (level > 0) {
        add(encoder, Conv2d.withoutBias(w.at(encoder.size()), width, width, 3, 2, 1));
      }
      addBlocks(encoder, w, width, config.numEncoderBlocks().get(level));
    }
    add(encoder, new Conv2d(w.at(encoder.size()), width, config.latentChannels(), 3));
  }

  private void buildDecoder(Weights w) {
    long width = config.decoderBlockOutChannels().get(0);
    int levels = config.numDecoderBlocks().size();
    add(decoder, new Conv2d(w.at(0), config.latentChannels(), width, 3));
    decoder.add(torch::relu);
    for (int level = 0; level < levels; level++) {
      addBlocks(decoder, w, width, config.numDecoderBlocks().get(level));
      if (level < levels - 1) {
        decoder.add(AutoencoderTiny::doubled);
        add(decoder, Conv2d.withoutBias(w.at(decoder.size()), width, width, 3, 1, 1));
      }
    }
    add(decoder, new Conv2d(w.at(decoder.size()), width, config.outChannels(), 3));
  }

  private static void add(List<UnaryOperator<Tensor>> layers, Conv2d conv) {
    layers.add(conv::apply);
  }

  private static void addBlocks(List<UnaryOperator<Tensor>> layers, Weights w, long width, int n) {
    for (int i = 0; i < n; i++) {
      layers.add(new Block(w.at(layers.size()).at("conv"), width)::apply);
    }
  }

  private static Tensor run(List<UnaryOperator<Tensor>> layers, Tensor x) {
    for (UnaryOperator<Tensor> layer : layers) {
      x = layer.apply(x);
    }
    return x;
  }

  private static Tensor doubled(Tensor x) {
    return torch.upsample_nearest2d(x, 2 * x.size(2), 2 * x.size(3));
  }

  /** Three convolutions around a residual. */
  private static final class Block {
    private final Conv2d first;
    private final Conv2d second;
    private final Conv2d third;

    Block(Weights w, long width) {
      first = new Conv2d(w.at(0), width, width, 3);
      second = new Conv2d(w.at(2), width, width, 3);
      third = new Conv2d(w.at(4), width, width, 3);
    }

    Tensor apply(Tensor x) {
      Tensor hidden = torch.relu(second.apply(torch.relu(first.apply(x))));
      return torch.relu(third.apply(hidden).add(x));
    }
  }
}
