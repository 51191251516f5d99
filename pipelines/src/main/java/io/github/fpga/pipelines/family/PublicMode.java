package io.github.fpga.pipelines.family;

import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ControlAdapterConfig;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.util.List;
import java.util.Map;

/**
 * A public denoiser with RepControlNet's skeleton mode merged in, as trained by {@code fpga train
 * repcontrolnet}: it controls whole pictures, and faces by eyes and nose. The latest merge is kept.
 */
final class PublicMode {

  private final Weights base;
  private final UNetConfig config;
  private final Weights modal;
  private final ControlAdapter adapter;
  private final Precision precision;
  private double beta;
  private UNet2DConditionModel merged;

  /**
   * Builds the adapter.
   *
   * @param base the denoiser's weights as stored
   * @param file of the mode
   */
  PublicMode(Weights base, UNetConfig config, Weights file, Precision precision) {
    this.base = base;
    this.config = config;
    this.precision = precision;
    modal = file.below("modal");
    ControlAdapterConfig shape = ControlAdapterConfig.of(config.blockOutChannels().get(0));
    adapter =
        file.below("adapter").converted(precision.type()).build(w -> new ControlAdapter(w, shape));
    at(1);
  }

  /** With a strength, 1 as trained. */
  synchronized ControlledDenoiser at(double strength) {
    if (merged == null || beta != strength) {
      List<Mode> modes = List.of(new Mode(ControlMode.SKELETON.words(), modal, strength));
      merged =
          RepControl.merge(base, new Tied(ModalWeights.GAMMA), modes, precision)
              .build(w -> new UNet2DConditionModel(w, config));
      beta = strength;
    }
    MergedDenoiser.Control control = new MergedDenoiser.Control(adapter, strength);
    return new MergedDenoiser(
        merged, Map.of(ControlMode.SKELETON, control, ControlMode.LANDMARK, control), true);
  }
}
