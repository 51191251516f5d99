package io.github.fpga.models.mgmica;

import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How masks of regions become factors at the queries of a layer. */
public enum MaskRule {

  /**
   * Soft: the share of each cell that the region covers, m; where several regions meet they share,
   * n_i = m_i / max(1, sum_j m_j). At the coarsest level a small face is less than a cell, so hard
   * masks would lose it. Our definition.
   */
  MGMICA {
    @Override
    Tensor downsample(Tensor masks_BPHW, int height, int width) {
      return torch.adaptive_avg_pool2d(masks_BPHW, height, width).flatten(2, 3);
    }
  },

  /**
   * The rule of the public IP-Adapter code (diffusers' IPAdapterMaskProcessor): bicubic with a =
   * -0.75, overshoots kept, the grid guessed from the mask's aspect ratio, never normalised.
   */
  IP_ADAPTER {
    @Override
    Tensor downsample(Tensor masks_BPHW, int height, int width) {
      return bicubic(masks_BPHW, height * width);
    }
  },

  /**
   * Hard: a cell belongs to a region that covers at least half of it, else not at all; a face
   * smaller than a cell is lost there. For ablations; our definition.
   */
  HARD {
    @Override
    Tensor downsample(Tensor masks_BPHW, int height, int width) {
      Tensor share = MGMICA.downsample(masks_BPHW, height, width);
      return share.ge(new Scalar(0.5)).to(share.scalar_type());
    }
  },

  /** No binding, as in the public IP-Adapter code: every identity reaches every query in full. */
  NONE {
    @Override
    Tensor downsample(Tensor masks_BPHW, int height, int width) {
      return torch
          .ones_like(masks_BPHW.narrow(2, 0, 1).narrow(3, 0, 1))
          .flatten(2, 3)
          .expand(masks_BPHW.size(0), masks_BPHW.size(1), (long) height * width);
    }
  },

  /**
   * No binding: every identity reaches every query, and several share it as those of regions that
   * meet do, lest their sum drowns the picture. For ablations; our definition.
   */
  SHARED {
    @Override
    Tensor downsample(Tensor masks_BPHW, int height, int width) {
      return NONE.downsample(masks_BPHW, height, width);
    }
  };

  /**
   * The masks on a layer's grid, not yet normalised.
   *
   * @param masks_BPHW fp32 in [0, 1], of any resolution
   * @return (B, P, height * width)
   */
  abstract Tensor downsample(Tensor masks_BPHW, int height, int width);

  /** Whether regions that meet share their queries. */
  boolean shares() {
    return this == MGMICA || this == HARD || this == SHARED;
  }

  private static Tensor bicubic(Tensor masks_BPHW, int queries) {
    double aspect = (double) masks_BPHW.size(3) / masks_BPHW.size(2);
    int height = (int) Math.sqrt(queries / aspect);
    height += queries % height == 0 ? 0 : 1;
    int width = queries / height;
    Tensor flat =
        torch.upsample_bicubic2d(masks_BPHW, new long[] {height, width}, false).flatten(2, 3);
    long missing = queries - (long) height * width;
    if (missing > 0) {
      Tensor padding = torch.zeros_like(flat.narrow(2, 0, 1));
      padding = padding.expand(flat.size(0), flat.size(1), missing);
      return Tensors.cat(2, flat, padding);
    }
    return flat.narrow(2, 0, queries);
  }
}
