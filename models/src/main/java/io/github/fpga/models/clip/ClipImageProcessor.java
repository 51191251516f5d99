package io.github.fpga.models.clip;

import io.github.fpga.tensor.Resampling;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Pictures as {@link ClipVisionModel} takes them (transformers' CLIPImageProcessor): the short side
 * scaled by bicubic resampling, the centre cut out, channels normalised.
 */
public final class ClipImageProcessor {

  private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
  private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

  private ClipImageProcessor() {}

  /**
   * @param levels_BCHW RGB, 0 to 255, any size
   * @param side of the result in pixels
   * @return (B, 3, side, side), fp32
   */
  public static Tensor apply(Tensor levels_BCHW, int side) {
    Shapes.require("levels", levels_BCHW, -1, 3, -1, -1);
    long height = levels_BCHW.size(2);
    long width = levels_BCHW.size(3);
    long shortSide = Math.min(height, width);
    int newHeight = (int) (side * height / shortSide);
    int newWidth = (int) (side * width / shortSide);
    Tensor scaled = Resampling.BICUBIC.resize(levels_BCHW, newHeight, newWidth);
    Tensor centre =
        scaled
            .narrow(2, (newHeight - side) / 2, side)
            .narrow(3, (newWidth - side) / 2, side)
            .to(ScalarType.Float);
    Tensor mean = Tensors.of(MEAN, 1, 3, 1, 1);
    return Tensors.mul(centre, 1 / 255.0).sub(mean).div(Tensors.of(DEVIATION, 1, 3, 1, 1));
  }
}
