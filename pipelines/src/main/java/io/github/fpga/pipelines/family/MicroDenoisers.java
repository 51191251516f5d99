package io.github.fpga.pipelines.family;

import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;

/** The plain denoiser, the merged ones, and the distilled and the baseline where asked for. */
final class MicroDenoisers implements Denoisers {

  private final FamilyConfig config;
  private final FamilyWeights weights;
  private final Precision precision;
  private final Misfits misfits;
  private final UNet2DConditionModel plain;
  private final MergedDenoisers merged;
  private MergedDenoisers distilled;
  private ControlNetModel controlNet;

  MicroDenoisers(FamilyConfig config, FamilyWeights weights, Precision precision, Misfits misfits) {
    this.config = config;
    this.weights = weights;
    this.precision = precision;
    this.misfits = misfits;
    Weights tree = weights.denoiser().converted(precision.type());
    plain =
        misfits.naming(
            ModelFile.BASE, () -> tree.build(w -> new UNet2DConditionModel(w, config.denoiser())));
    merged =
        new MergedDenoisers(
            config,
            weights.denoiser(),
            weights.controls(),
            mode -> mode == ControlMode.SKELETON ? ModelFile.SKELETON : ModelFile.LANDMARK,
            precision,
            misfits);
  }

  @Override
  public UNet2DConditionModel plain() {
    return plain;
  }

  @Override
  public ControlledDenoiser controlled(ControlBlend blend) {
    return merged.get(blend);
  }

  @Override
  public ControlledDenoiser distilled(ControlBlend blend) {
    return distilled().get(blend);
  }

  private synchronized MergedDenoisers distilled() {
    if (weights.distilled() == null) {
      throw new CheckpointException(
          ("the %s family has no distilled modes: it lacks %s, which `fpga train fewstep`"
                  + " makes; leave out --fast, or choose a family that has it with --models")
              .formatted(config.name(), ModelFile.FEWSTEP.fileName()));
    }
    if (distilled == null) {
      distilled =
          new MergedDenoisers(
              config,
              weights.denoiser(),
              weights.distilledControls(),
              mode -> ModelFile.FEWSTEP,
              precision,
              misfits);
    }
    return distilled;
  }

  @Override
  public ControlledDenoiser baseline(double scale) {
    return new ControlNetDenoiser(plain, controlNet(), scale);
  }

  private synchronized ControlNetModel controlNet() {
    if (weights.controlNet() == null) {
      throw new CheckpointException(
          "the %s family has no baseline ControlNet: it lacks %s"
              .formatted(config.name(), ModelFile.CONTROLNET.fileName()));
    }
    if (controlNet == null) {
      Weights tree = weights.controlNet().converted(precision.type());
      controlNet =
          misfits.naming(
              ModelFile.CONTROLNET,
              () -> tree.build(w -> new ControlNetModel(w, config.controlNet())));
    }
    return controlNet;
  }
}
