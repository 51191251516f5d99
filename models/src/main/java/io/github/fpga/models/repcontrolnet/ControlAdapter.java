package io.github.fpga.models.repcontrolnet;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * From a control picture to what is added to the output of the denoiser's first convolution; runs
 * once per picture. Its last layer starts as zero. Source: RepControlNet, arXiv 2408.09240, shaped
 * like ControlNet's condition embedding (arXiv 2302.05543); the widths are our definition.
 */
public final class ControlAdapter {

  private final ControlAdapterConfig config;
  private final List<Level> levels = new ArrayList<>();
  private final Conv2d convOut;

  /** One halving of the size. */
  private record Level(Conv2d down, Conv2d conv) {}

  public ControlAdapter(Weights w, ControlAdapterConfig config) {
    this.config = config;
    long in = config.controlChannels();
    for (int i = 0; i < config.channels().size(); i++) {
      Weights level = w.at("levels").at(i);
      long out = config.channels().get(i);
      levels.add(
          new Level(
              new Conv2d(level.at("down"), in, out, 3, 2, 1),
              new Conv2d(level.at("conv"), out, out, 3)));
      in = out;
    }
    convOut = Conv2d.zero(w.at("conv_out"), in, config.outChannels(), 3);
  }

  public ControlAdapterConfig config() {
    return config;
  }

  /**
   * The feature of one mode; the features of several modes add up.
   *
   * @param control_BCHW in [0, 1], sides divisible by {@link ControlAdapterConfig#downsampling}
   * @param beta the mode's strength; at 0 the feature is zero
   * @return (B, outChannels, H / f, W / f)
   */
  public Tensor apply(Tensor control_BCHW, double beta) {
    Shapes.require("control picture", control_BCHW, -1, config.controlChannels(), -1, -1);
    if (control_BCHW.size(2) % config.downsampling() != 0
        || control_BCHW.size(3) % config.downsampling() != 0) {
      throw new IllegalArgumentException(
          "the sides of the control picture must be divisible by %d, got %d x %d"
              .formatted(config.downsampling(), control_BCHW.size(2), control_BCHW.size(3)));
    }
    Tensor x = control_BCHW.to(convOut.type());
    for (Level level : levels) {
      x = torch.silu(level.down().apply(x));
      x = torch.silu(level.conv().apply(x));
    }
    return Tensors.mul(convOut.apply(x), beta);
  }
}
