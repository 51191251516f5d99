package io.github.fpga.training.recipes.faces;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What happens to pictures on their way: they were small, soft, compressed, noisy and tinted. Every
 * sample of a batch gets its own mixture.
 *
 * @param small share of pictures shrunk and enlarged again
 * @param smallest side they shrink to at least, in pixels
 * @param largest side they shrink to at most
 * @param blocks share of pictures with the traces of JPEG compression
 * @param noise largest standard deviation of added noise, pictures being in [-1, 1]
 * @param tint largest change of contrast and of each channel's gain
 */
public record Degradation(
    double small, int smallest, int largest, double blocks, double noise, double tint) {

  private static final int POOL = 1 << 21;
  private static final int BLOCK = 8;
  private static Tensor noisePool;
  private static Tensor cosines;

  /**
   * Degrades pictures.
   *
   * @param x_BCHW fp32 in [-1, 1]; sides divisible by 8
   */
  public Tensor apply(Tensor x_BCHW, RandomGenerator random) {
    List<Tensor> rows = new ArrayList<>();
    for (long i = 0; i < x_BCHW.size(0); i++) {
      rows.add(one(x_BCHW.narrow(0, i, 1), random));
    }
    return torch.clamp(
        Tensors.cat(0, rows),
        new ScalarOptional(new Scalar(-1)),
        new ScalarOptional(new Scalar(1)));
  }

  private Tensor one(Tensor x, RandomGenerator random) {
    boolean shrink = random.nextDouble() < small;
    // Equal steps of scale are equally likely: one third of the range is as much as another.
    double side = smallest * Math.pow((double) largest / smallest, random.nextDouble());
    boolean compress = random.nextDouble() < blocks;
    double step = 0.04 + 0.26 * random.nextDouble() * random.nextDouble();
    double deviation = Math.max(0, random.nextDouble() * 1.5 - 0.5) * noise;
    Tensor y = tinted(x, random);
    if (shrink) {
      y = shrunk(y, Math.round(side), random.nextBoolean());
    }
    if (compress) {
      y = compressed(y, step);
    }
    if (deviation > 0) {
      y = y.add(Tensors.mul(noise(random, y), deviation));
    }
    return y;
  }

  private Tensor tinted(Tensor x, RandomGenerator random) {
    double contrast = 1 + tint * (2 * random.nextDouble() - 1);
    double brightness = tint * (2 * random.nextDouble() - 1);
    float[] gain = new float[3];
    float[] offset = new float[3];
    for (int c = 0; c < 3; c++) {
      double channel = 1 + 0.5 * tint * (2 * random.nextDouble() - 1);
      gain[c] = (float) (contrast * channel);
      // Gains act on light, which is 0 at -1.
      offset[c] = (float) (gain[c] - 1 + 0.5 * brightness);
    }
    return x.mul(Tensors.of(gain, 1, 3, 1, 1)).add(Tensors.of(offset, 1, 3, 1, 1));
  }

  /** Averaged down so that the longer side has this many pixels, and enlarged again. */
  private static Tensor shrunk(Tensor x, long side, boolean bicubic) {
    long h = x.size(2);
    long w = x.size(3);
    double factor = Math.min(1, (double) side / Math.max(h, w));
    long[] to = {Math.max(1, Math.round(h * factor)), Math.max(1, Math.round(w * factor))};
    Tensor less = torch.adaptive_avg_pool2d(x, to);
    long[] back = {h, w};
    return bicubic
        ? torch.upsample_bicubic2d(less, back, false)
        : torch.upsample_bilinear2d(less, back, false);
  }

  /** Rounds the cosine transform of 8x8 blocks, the high frequencies more coarsely. */
  private static Tensor compressed(Tensor x, double step) {
    long h = x.size(2) / BLOCK;
    long w = x.size(3) / BLOCK;
    Tensor dct = cosines();
    Tensor blocks = x.view(3, h, BLOCK, w, BLOCK).transpose(2, 3);
    Tensor spectrum = dct.matmul(blocks).matmul(dct.t());
    Tensor steps = Tensors.mul(coarseness(), step);
    Tensor rounded = spectrum.div(steps).round().mul(steps);
    Tensor back = dct.t().matmul(rounded).matmul(dct);
    return back.transpose(2, 3).reshape(1, 3, h * BLOCK, w * BLOCK);
  }

  private static Tensor coarseness() {
    float[] values = new float[BLOCK * BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < BLOCK; j++) {
        values[i * BLOCK + j] = 1 + 0.6f * (i + j);
      }
    }
    return Tensors.of(values, BLOCK, BLOCK);
  }

  private static synchronized Tensor cosines() {
    if (cosines == null) {
      float[] values = new float[BLOCK * BLOCK];
      for (int k = 0; k < BLOCK; k++) {
        double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / BLOCK);
        for (int n = 0; n < BLOCK; n++) {
          values[k * BLOCK + n] = (float) (norm * Math.cos(Math.PI * (n + 0.5) * k / BLOCK));
        }
      }
      cosines = Scope.own(Tensors.of(values, BLOCK, BLOCK));
    }
    return cosines;
  }

  /** A window of a fixed field of noise: drawing millions of numbers per step would cost more. */
  private static Tensor noise(RandomGenerator random, Tensor like) {
    long count = like.numel();
    Tensor pool = pool();
    long start = random.nextLong(pool.numel() - count);
    return pool.narrow(0, start, count).view(1, 3, like.size(2), like.size(3));
  }

  private static synchronized Tensor pool() {
    if (noisePool == null) {
      RandomGenerator fixed =
          java.util.random.RandomGeneratorFactory.of("L64X128MixRandom").create(1);
      noisePool = Scope.own(Tensors.of(Init.normal(1).values(fixed, POOL), POOL));
    }
    return noisePool;
  }
}
