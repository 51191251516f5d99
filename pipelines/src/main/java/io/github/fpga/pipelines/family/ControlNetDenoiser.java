package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.drawing.ControlDrawings;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.ControlResiduals;
import io.github.fpga.models.unet.CrossAttention;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.condition.Steering;
import io.github.fpga.pipelines.condition.StepAttention;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The plain denoiser, with a classic ControlNet that runs beside it at every step. It draws no
 * difference between modes: a network has the one it was trained for.
 *
 * @param controlNet null for no control
 * @param scale strength of the control, 1 as trained; 0 leaves the ControlNet out
 */
record ControlNetDenoiser(UNet2DConditionModel unet, ControlNetModel controlNet, double scale)
    implements ControlledDenoiser {

  private boolean controls() {
    return controlNet != null && scale > 0;
  }

  @Override
  public ControlledDenoiser withUnet(UNet2DConditionModel changed) {
    return new ControlNetDenoiser(changed, controlNet, scale);
  }

  @Override
  public PromptRows prompts(TextStates text, int width, int height) {
    PromptRows alone = Prompting.rows(unet, text, width, height);
    if (!controls()) {
      return alone;
    }
    Tensor addition =
        controlNet.config().unet().hasAddition()
            ? controlNet.additionEmbedding(text.pooled(), Prompting.sizes(text, width, height))
            : null;
    return new PromptRows(
        alone.keyValues(), alone.addition(), controlNet.textKeyValues(text.states()), addition);
  }

  /** A ControlNet for skeletons knows of a face where eyes and nose are. */
  @Override
  public BufferedImage drawFaces(List<List<Point>> five, int width, int height) {
    return ControlDrawings.heads(five, width, height);
  }

  @Override
  public Tensor feature(ControlMode mode, Tensor control_BCHW) {
    return controls() ? controlNet.embed(control_BCHW) : null;
  }

  @Override
  public Denoiser steered(
      PromptRows prompts, StepAttention attention, Tensor feature, boolean both) {
    if (feature == null || !controls()) {
      return Steering.denoiser(unet, attention, it -> it.withAddition(prompts.addition()));
    }
    boolean guided = prompts.rows() > feature.size(0);
    Tensor rows = guided ? Steering.guidedFeature(feature, true) : feature;
    CrossAttention own = new TextCrossAttention(prompts.controlKeyValues());
    return (latents, timestep) -> {
      Tensor t = Steering.timestep(timestep);
      // A denoiser that repaints sees more than latents; ControlNets do not.
      Tensor seen = latents.narrow(1, 0, controlNet.config().unet().inChannels());
      ControlResiduals residuals =
          controlNet.residuals(seen, t, prompts.controlAddition(), own, rows, scale, false);
      Conditioning conditioning =
          Conditioning.of(attention.at(timestep))
              .withAddition(prompts.addition())
              .withResiduals(guided && !both ? wantedOnly(residuals) : residuals);
      return unet.predict(latents, t, conditioning);
    };
  }

  private static ControlResiduals wantedOnly(ControlResiduals residuals) {
    List<Tensor> down = residuals.down().stream().map(ControlNetDenoiser::wantedOnly).toList();
    return new ControlResiduals(down, wantedOnly(residuals.mid()));
  }

  private static Tensor wantedOnly(Tensor x) {
    long half = x.size(0) / 2;
    return Tensors.cat(0, torch.zeros_like(x.narrow(0, 0, half)), x.narrow(0, half, half));
  }
}
