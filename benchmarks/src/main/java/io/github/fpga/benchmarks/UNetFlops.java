package io.github.fpga.benchmarks;

import io.github.fpga.models.unet.UNetConfig;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts the floating point operations of one evaluation of a denoiser by its weights: a product
 * and a sum for each of them and each cell it is applied to, and those of attention. What depends
 * on time or text alone, norms and activations are left out; they are some hundredths of the whole.
 */
final class UNetFlops {

  private final UNetConfig config;
  private final long height;
  private final long width;

  private UNetFlops(UNetConfig config, long height, long width) {
    this.config = config;
    this.height = height;
    this.width = width;
  }

  /**
   * @param weights shapes by the denoiser's own keys
   * @param height of the latents, in cells
   */
  static double of(UNetConfig config, Map<String, long[]> weights, long height, long width) {
    UNetFlops flops = new UNetFlops(config, height, width);
    return weights.entrySet().stream().mapToDouble(e -> flops.of(e.getKey(), e.getValue())).sum();
  }

  private double of(String key, long[] shape) {
    if (shape.length < 2 || key.matches(".*(time_|add_)emb.*|.*attn2\\.to_[kv]\\..*")) {
      return 0;
    }
    double cells = cells(level(key));
    double map = 2 * cells * Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    double channels = shape[0];
    if (key.contains("attn1.to_q")) {
      return map + 4 * cells * cells * channels;
    }
    return key.contains("attn2.to_q") ? map + 4 * cells * PublicNetworks.TOKENS * channels : map;
  }

  private double cells(int level) {
    return (double) (height >> level) * (width >> level);
  }

  /** How many times the picture has been halved where a weight is applied. */
  private int level(String key) {
    String[] names = key.split("\\.");
    int last = config.levels() - 1;
    return switch (names[0]) {
      case "down_blocks" -> Integer.parseInt(names[1]) + (key.contains("downsamplers") ? 1 : 0);
      case "mid_block" -> last;
      case "up_blocks" -> last - Integer.parseInt(names[1]) - (key.contains("upsamplers") ? 1 : 0);
      default -> 0;
    };
  }
}
