package io.github.fpga.models.vae;

import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * An {@link AutoencoderKl} that works on overlapping square tiles and blends them linearly, so that
 * memory does not grow with the picture; diffusers' tiled AutoencoderKL. Tiles are normalised each
 * by itself: large pictures differ a little from an untiled run.
 */
public final class TiledAutoencoder {

  private final AutoencoderKl autoencoder;
  private final int pictureTile;
  private final int latentTile;
  private final double overlap;

  /**
   * @param pictureTile side of a tile in pixels, divisible by the down-sampling
   * @param overlap share of a tile that it has in common with the next, from 0 to below 1; usually
   *     a quarter
   */
  public TiledAutoencoder(AutoencoderKl autoencoder, int pictureTile, double overlap) {
    int downsampling = autoencoder.config().downsampling();
    if (pictureTile < downsampling || pictureTile % downsampling != 0) {
      throw new IllegalArgumentException(
          "pictureTile must be a multiple of %d, got %d".formatted(downsampling, pictureTile));
    }
    if (!(overlap >= 0 && overlap < 1)) {
      throw new IllegalArgumentException("overlap must be from 0 to below 1, got " + overlap);
    }
    this.autoencoder = autoencoder;
    this.pictureTile = pictureTile;
    this.latentTile = pictureTile / downsampling;
    this.overlap = overlap;
  }

  /** As {@link AutoencoderKl#moments}. */
  public Tensor moments(Tensor image_BCHW) {
    return tiled(image_BCHW, pictureTile, latentTile, autoencoder::moments);
  }

  /** As {@link AutoencoderKl#encode}. */
  public Tensor encode(Tensor image_BCHW) {
    AutoencoderKlConfig config = autoencoder.config();
    return Tensors.mul(
        moments(image_BCHW).narrow(1, 0, config.latentChannels()), config.scalingFactor());
  }

  /** As {@link AutoencoderKl#decode}. */
  public Tensor decode(Tensor latents_BCHW) {
    return decodeUnscaled(Tensors.mul(latents_BCHW, 1 / autoencoder.config().scalingFactor()));
  }

  /** As {@link AutoencoderKl#decodeUnscaled}. */
  public Tensor decodeUnscaled(Tensor latents_BCHW) {
    return tiled(latents_BCHW, latentTile, pictureTile, autoencoder::decodeUnscaled);
  }

  /**
   * @param inTile side of a tile before the map
   * @param outTile side of a tile after it
   */
  private Tensor tiled(Tensor x, int inTile, int outTile, UnaryOperator<Tensor> map) {
    int stride = Math.max(1, (int) (inTile * (1 - overlap)));
    int seam = (int) (outTile * overlap);
    List<Tensor> above = List.of();
    List<Tensor> rows = new ArrayList<>();
    for (long top = 0; top < x.size(2); top += stride) {
      Tensor band = x.narrow(2, top, Math.min(inTile, x.size(2) - top));
      List<Tensor> row = new ArrayList<>();
      List<Tensor> kept = new ArrayList<>();
      for (long left = 0; left < x.size(3); left += stride) {
        int column = row.size();
        Tensor tile = map.apply(band.narrow(3, left, Math.min(inTile, x.size(3) - left)));
        tile = above.isEmpty() ? tile : blended(2, above.get(column), tile, seam);
        tile = column == 0 ? tile : blended(3, row.get(column - 1), tile, seam);
        row.add(tile);
        kept.add(start(3, start(2, tile, outTile - seam), outTile - seam));
      }
      rows.add(Tensors.cat(3, kept));
      above = row;
    }
    return Tensors.cat(2, rows);
  }

  /** A tile whose first cells pass over from the last ones of the tile before. */
  private static Tensor blended(long dim, Tensor before, Tensor tile, long seam) {
    long width = Math.min(seam, Math.min(before.size(dim), tile.size(dim)));
    if (width == 0) {
      return tile;
    }
    float[] share = new float[(int) width];
    for (int i = 0; i < width; i++) {
      share[i] = (float) i / width;
    }
    Tensor ramp = Tensors.of(share, dim == 2 ? width : 1, dim == 2 ? 1 : width);
    Tensor end = before.narrow(dim, before.size(dim) - width, width);
    Tensor passing = end.lerp(tile.narrow(dim, 0, width), ramp.to(tile.scalar_type()));
    return Tensors.cat(dim, passing, tile.narrow(dim, width, tile.size(dim) - width));
  }

  private static Tensor start(long dim, Tensor x, long length) {
    return x.narrow(dim, 0, Math.min(length, x.size(dim)));
  }
}
