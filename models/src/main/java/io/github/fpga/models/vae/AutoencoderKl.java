package io.github.fpga.models.vae;

import io.github.fpga.models.layers.Attention;
import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.models.layers.Upsample;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The variational autoencoder of Stable Diffusion (diffusers' AutoencoderKL): pictures in [-1, 1]
 * to latents and back. Source: Rombach et al., arXiv 2112.10752.
 */
public final class AutoencoderKl {

  private static final double EPSILON = 1e-6;

  private final AutoencoderKlConfig config;
  private final Encoder encoder;
  private final Conv2d quantConv;
  private final Conv2d postQuantConv;
  private final Decoder decoder;

  public AutoencoderKl(Weights w, AutoencoderKlConfig config) {
    this.config = config;
    int latent = config.latentChannels();
    encoder = new Encoder(w.at("encoder"), config);
    quantConv = new Conv2d(w.at("quant_conv"), 2L * latent, 2L * latent, 1);
    postQuantConv = new Conv2d(w.at("post_quant_conv"), latent, latent, 1);
    decoder = new Decoder(w.at("decoder"), config);
  }

  public AutoencoderKlConfig config() {
    return config;
  }

  /**
   * Mean and log-variance of the posterior, unscaled.
   *
   * @param image_BCHW in [-1, 1], sides divisible by {@link AutoencoderKlConfig#downsampling}
   * @return (B, 2 * latent, H / f, W / f); the log-variance is not yet clamped
   */
  public Tensor moments(Tensor image_BCHW) {
    return quantConv.apply(encoder.apply(image_BCHW));
  }

  /** The distribution of a picture's latents, unscaled; argument as for {@link #moments}. */
  public Posterior posterior(Tensor image_BCHW) {
    return Posterior.of(moments(image_BCHW));
  }

  /** The posterior's mean times the scaling factor: the latents that the denoiser works on. */
  public Tensor encode(Tensor image_BCHW) {
    Tensor mean = moments(image_BCHW).narrow(1, 0, config.latentChannels());
    return Tensors.mul(mean, config.scalingFactor());
  }

  /** Scaled latents to pictures, about in [-1, 1] (not clamped). */
  public Tensor decode(Tensor latents_BCHW) {
    return decodeUnscaled(Tensors.mul(latents_BCHW, 1 / config.scalingFactor()));
  }

  /** Latents as the posterior gives them, before the scaling factor, to pictures. */
  public Tensor decodeUnscaled(Tensor latents_BCHW) {
    return decoder.apply(postQuantConv.apply(latents_BCHW));
  }

  /** One level: residual blocks and, but for the last level, a change of size. */
  private record Level(List<ResnetBlock> resnets, Conv2d down, Upsample up) {

    Tensor apply(Tensor input) {
      return Scope.of(
          () -> {
            Tensor x = input;
            for (ResnetBlock resnet : resnets) {
              x = resnet.apply(x);
            }
            if (down != null) {
              // Padding right and below only, as the original's asymmetric down-sampling does.
              x = down.apply(torch.constant_pad_nd(x, 0, 1, 0, 1));
            }
            return up == null ? x : up.apply(x);
          });
    }
  }

  private static final class Encoder {
    private final Conv2d convIn;
    private final List<Level> levels = new ArrayList<>();
    private final MidBlock mid;
    private final GroupNorm normOut;
    private final Conv2d convOut;

    Encoder(Weights w, AutoencoderKlConfig config) {
      List<Integer> widths = config.blockOutChannels();
      int groups = config.normNumGroups();
      convIn = new Conv2d(w.at("conv_in"), config.inChannels(), widths.get(0), 3);
      long in = widths.get(0);
      for (int i = 0; i < widths.size(); i++) {
        Weights block = w.at("down_blocks").at(i);
        long out = widths.get(i);
        List<ResnetBlock> resnets = new ArrayList<>();
        for (int j = 0; j < config.layersPerBlock(); j++) {
          Weights resnet = block.at("resnets").at(j);
          resnets.add(new ResnetBlock(resnet, j == 0 ? in : out, out, 0, groups, EPSILON));
        }
        boolean last = i == widths.size() - 1;
        Conv2d down = last ? null : new Conv2d(block.at("downsamplers.0.conv"), out, out, 3, 2, 0);
        levels.add(new Level(resnets, down, null));
        in = out;
      }
      mid = new MidBlock(w.at("mid_block"), in, groups);
      normOut = new GroupNorm(w.at("conv_norm_out"), groups, in, EPSILON);
      convOut = new Conv2d(w.at("conv_out"), in, 2L * config.latentChannels(), 3);
    }

    Tensor apply(Tensor image) {
      Tensor x = convIn.apply(image);
      for (Level level : levels) {
        x = level.apply(x);
      }
      return convOut.apply(torch.silu(normOut.apply(mid.apply(x))));
    }
  }

  private static final class Decoder {
    private final Conv2d convIn;
    private final MidBlock mid;
    private final List<Level> levels = new ArrayList<>();
    private final GroupNorm normOut;
    private final Conv2d convOut;

    Decoder(Weights w, AutoencoderKlConfig config) {
      List<Integer> widths = config.blockOutChannels();
      int groups = config.normNumGroups();
      long in = widths.get(widths.size() - 1);
      convIn = new Conv2d(w.at("conv_in"), config.latentChannels(), in, 3);
      mid = new MidBlock(w.at("mid_block"), in, groups);
      for (int i = 0; i < widths.size(); i++) {
        Weights block = w.at("up_blocks").at(i);
        long out = widths.get(widths.size() - 1 - i);
        List<ResnetBlock> resnets = new ArrayList<>();
        for (int j = 0; j <= config.layersPerBlock(); j++) {
          Weights resnet = block.at("resnets").at(j);
          resnets.add(new ResnetBlock(resnet, j == 0 ? in : out, out, 0, groups, EPSILON));
        }
        boolean last = i == widths.size() - 1;
        levels.add(
            new Level(resnets, null, last ? null : new Upsample(block.at("upsamplers.0"), out)));
        in = out;
      }
      normOut = new GroupNorm(w.at("conv_norm_out"), groups, in, EPSILON);
      convOut = new Conv2d(w.at("conv_out"), in, config.outChannels(), 3);
    }

    Tensor apply(Tensor latents) {
      Tensor x = mid.apply(convIn.apply(latents));
      for (Level level : levels) {
        x = level.apply(x);
      }
      return convOut.apply(torch.silu(normOut.apply(x)));
    }
  }

  /** Two residual blocks around single-head self-attention. */
  private static final class MidBlock {
    private final ResnetBlock first;
    private final GroupNorm norm;
    private final Linear toQ;
    private final Linear toK;
    private final Linear toV;
    private final Linear toOut;
    private final ResnetBlock second;

    MidBlock(Weights w, long channels, long groups) {
      first = new ResnetBlock(w.at("resnets.0"), channels, channels, 0, groups, EPSILON);
      Weights attention = w.at("attentions.0");
      norm = new GroupNorm(attention.at("group_norm"), groups, channels, EPSILON);
      toQ = new Linear(attention.at("to_q"), channels, channels);
      toK = new Linear(attention.at("to_k"), channels, channels);
      toV = new Linear(attention.at("to_v"), channels, channels);
      toOut = new Linear(attention.at("to_out.0"), channels, channels);
      second = new ResnetBlock(w.at("resnets.1"), channels, channels, 0, groups, EPSILON);
    }

    Tensor apply(Tensor input) {
      Tensor x = first.apply(input);
      Tensor tokens = norm.apply(x).flatten(2, 3).transpose(1, 2);
      Tensor attended =
          Attention.attend(toQ.apply(tokens), toK.apply(tokens), toV.apply(tokens), 1);
      Tensor out =
          toOut.apply(attended).transpose(1, 2).view(x.size(0), x.size(1), x.size(2), x.size(3));
      return second.apply(x.add(out));
    }
  }
}
