package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.drawing.ControlDrawings;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.condition.Steering;
import io.github.fpga.pipelines.condition.StepAttention;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A denoiser with one or more modes of control merged into it (RepControlNet), and the adapters
 * that go with them.
 *
 * @param unet the merged network
 * @param controls by mode
 * @param skeletons whether faces, too, are shown as parts of skeletons: eyes and nose
 */
record MergedDenoiser(
    UNet2DConditionModel unet, Map<ControlMode, Control> controls, boolean skeletons)
    implements ControlledDenoiser {

  /**
   * What a mode adds beside the merged weights.
   *
   * @param adapter from control pictures to features
   * @param beta the strength it was merged with
   */
  record Control(ControlAdapter adapter, double beta) {}

  /** Copies the map. */
  MergedDenoiser {
    controls = Map.copyOf(controls);
  }

  @Override
  public ControlledDenoiser withUnet(UNet2DConditionModel changed) {
    return new MergedDenoiser(changed, controls, skeletons);
  }

  @Override
  public PromptRows prompts(TextStates text, int width, int height) {
    return Prompting.rows(unet, text, width, height);
  }

  @Override
  public BufferedImage drawFaces(List<List<Point>> five, int width, int height) {
    return skeletons
        ? ControlDrawings.heads(five, width, height)
        : ControlDrawings.landmarks(five, width, height);
  }

  @Override
  public Tensor feature(ControlMode mode, Tensor control_BCHW) {
    Control control = controls.get(mode);
    return control.adapter().apply(control_BCHW, control.beta());
  }

  @Override
  public Denoiser steered(
      PromptRows prompts, StepAttention attention, Tensor feature, boolean both) {
    boolean guided = feature != null && prompts.rows() > feature.size(0);
    Tensor rows = guided ? Steering.guidedFeature(feature, both) : feature;
    return Steering.denoiser(
        unet, attention, it -> it.withConditionFeature(rows).withAddition(prompts.addition()));
  }
}
