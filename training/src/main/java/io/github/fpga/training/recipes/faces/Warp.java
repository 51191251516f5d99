package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Stored pictures seen through affine maps, as training input. */
public final class Warp {

  private Warp() {}

  /**
   * Samples each picture bilinearly through its own map, black outside.
   *
   * @param pictures_BCHW bytes, square
   * @param toTarget from each picture's pixels to those of the result
   * @param side of the results
   * @return (B, 3, side, side) fp32 in [-1, 1]
   */
  public static Tensor apply(Tensor pictures_BCHW, List<Affine> toTarget, int side) {
    Tensor pictures = pictures_BCHW.to(ScalarType.Float);
    Tensor seen = sample(pictures, toTarget, side, pictures_BCHW.size(2), side);
    return seen.div(new Scalar(127.5)).sub(new Scalar(1));
  }

  /**
   * Samples feature maps bilinearly where affine maps of their pictures say, 0 outside; gradients
   * flow to the features.
   *
   * @param features_BCHW fp32, covering their pictures
   * @param toTarget from each picture's pixels to those of the target
   * @param side of the target, in pixels
   * @param source side of the pictures, in pixels
   * @param cells of the result along a side, covering the target
   * @return (B, C, cells, cells)
   */
  static Tensor sample(
      Tensor features_BCHW, List<Affine> toTarget, int side, double source, int cells) {
    float[] theta = new float[toTarget.size() * 6];
    for (int i = 0; i < toTarget.size(); i++) {
      Affine inverse = toTarget.get(i).inverse();
      double scale = side / source;
      double shift = side / source;
      double[] row = {
        inverse.a() * scale,
        inverse.b() * scale,
        (inverse.a() + inverse.b()) * shift + 2 * inverse.c() / source - 1,
        inverse.d() * scale,
        inverse.e() * scale,
        (inverse.d() + inverse.e()) * shift + 2 * inverse.f() / source - 1
      };
      for (int k = 0; k < 6; k++) {
        theta[i * 6 + k] = (float) row[k];
      }
    }
    long batch = features_BCHW.size(0);
    long[] size = {batch, features_BCHW.size(1), cells, cells};
    Tensor grid = torch.affine_grid_generator(Tensors.of(theta, batch, 2, 3), size, false);
    return torch.grid_sampler(features_BCHW, grid, 0, 0, false);
  }
}
