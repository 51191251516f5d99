package io.github.fpga.pipelines.family;

import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderTiny;
import io.github.fpga.models.vae.TiledAutoencoder;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Pictures to latents and back.
 *
 * @param autoencoder in the compute format
 * @param tiled for pictures above {@link #LARGE}; null where all go through whole
 * @param small for previews; null where the autoencoder makes them
 */
record LatentCodec(
    AutoencoderKl autoencoder, TiledAutoencoder tiled, AutoencoderTiny small, Precision precision) {

  /** From so many pixels on, memory asks for tiles: a tenth more than 1024 x 1024. */
  private static final double LARGE = 1.1 * 1024 * 1024;

  /** Side of a tile in pixels, and the share of it that the next one has too. */
  private static final int TILE = 512;

  private static final double OVERLAP = 0.25;

  /** Everything whole, previews too. */
  static LatentCodec whole(AutoencoderKl autoencoder, Precision precision) {
    return new LatentCodec(autoencoder, null, null, precision);
  }

  /**
   * Large pictures in tiles.
   *
   * @param small null where there is none
   */
  static LatentCodec tiling(AutoencoderKl autoencoder, AutoencoderTiny small, Precision precision) {
    return new LatentCodec(
        autoencoder, new TiledAutoencoder(autoencoder, TILE, OVERLAP), small, precision);
  }

  /** Pictures of one size to clean latents (B, channels, H / f, W / f) in fp32. */
  Tensor latents(List<BufferedImage> pictures) {
    return Scope.inference(
        () -> {
          Tensor x =
              precision.cast(Images.toTensor(pictures)).contiguous(MemoryFormat.ChannelsLast);
          Tensor z = isLarge(x, 1) ? tiled.encode(x) : autoencoder.encode(x);
          return z.to(ScalarType.Float).contiguous();
        });
  }

  /** Latents (B, channels, h, w) to pictures. */
  List<BufferedImage> pictures(Tensor latents_BCHW) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor z = precision.cast(latents_BCHW).contiguous(MemoryFormat.ChannelsLast);
      return Images.toImages(
          isLarge(z, autoencoder.config().downsampling())
              ? tiled.decode(z)
              : autoencoder.decode(z));
    }
  }

  /** The first of some latents as a picture, roughly where there is a small autoencoder. */
  BufferedImage preview(Tensor latents_BCHW) {
    Tensor first = latents_BCHW.narrow(0, 0, 1);
    if (small == null) {
      return pictures(first).get(0);
    }
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return Images.toImages(small.decode(precision.cast(first))).get(0);
    }
  }

  private boolean isLarge(Tensor x, int cell) {
    return tiled != null && (double) x.size(2) * x.size(3) * cell * cell > LARGE;
  }
}
