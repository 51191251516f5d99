package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * One mode of control in a recipe: the base with the mode's copies worked in (RepControlNet), its
 * control adapter, and the samples it sees. Copies and adapter are trained in weight space, or
 * frozen and merged. The mode of full fine-tuning has no copies: the denoiser itself is trained.
 */
final class ModeNetwork {

  private final UNet2DConditionModel unet;
  private final ControlAdapter control;
  private final PortraitData data;
  private final Map<String, Tensor> leaves;

  private ModeNetwork(
      Weights denoiser, Weights adapter, PortraitData data, Map<String, Tensor> leaves) {
    this.unet = new UNet2DConditionModel(denoiser, MicroFamily.denoiser());
    this.control = new ControlAdapter(adapter, MicroFamily.controlAdapter());
    this.data = data;
    this.leaves = leaves;
  }

  /** A mode at the beginning of its training: copies of a share of the base, a new adapter. */
  static ModeNetwork fresh(Weights base, PortraitData data, long seed) {
    return trained(
        base,
        ModalWeights.trainable(base.below("unet"), ModalWeights.GAMMA),
        freshAdapter(seed),
        data);
  }

  /** Full fine-tuning at its beginning: the base's denoiser as it is, a new adapter. */
  static ModeNetwork tuned(Weights base, PortraitData data, long seed) {
    TrainableWeights denoiser = new TrainableWeights(base.below("unet"), Precision.BF16);
    return trained(denoiser.weights(), "unet", denoiser, freshAdapter(seed), data);
  }

  private static TrainableWeights freshAdapter(long seed) {
    return new TrainableWeights(Weights.random(seed), Precision.BF16);
  }

  /** A trained mode that is trained on. */
  static ModeNetwork continued(Weights base, Weights mode, PortraitData data) {
    return trained(
        base,
        new TrainableWeights(mode.below("modal"), Precision.FP32),
        new TrainableWeights(mode.below("adapter"), Precision.BF16),
        data);
  }

  private static ModeNetwork trained(
      Weights base, TrainableWeights modal, TrainableWeights adapter, PortraitData data) {
    Weights merged =
        RepControl.reparameterize(
            base.below("unet"),
            new Tied(ModalWeights.GAMMA),
            List.of(new Mode(data.kind().name(), modal.weights(), 1)),
            Precision.BF16);
    return trained(merged, "modal", modal, adapter, data);
  }

  /**
   * @param name what the parameters that the denoiser is made of are called among the leaves
   */
  private static ModeNetwork trained(
      Weights denoiser,
      String name,
      TrainableWeights parameters,
      TrainableWeights adapter,
      PortraitData data) {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    ModeNetwork network = new ModeNetwork(denoiser, adapter.weights(), data, leaves);
    parameters.masters().forEach((key, leaf) -> leaves.put(name + "." + key, leaf));
    adapter.masters().forEach((key, leaf) -> leaves.put("adapter." + key, leaf));
    return network;
  }

  /** A trained mode as it is. */
  static ModeNetwork frozen(Weights base, Weights mode, PortraitData data) {
    Weights merged =
        RepControl.merge(
            base.below("unet"),
            new Tied(ModalWeights.GAMMA),
            List.of(new Mode(data.kind().name(), mode.below("modal"), 1)),
            Precision.BF16);
    Weights adapter = mode.below("adapter").converted(Precision.BF16.type());
    return new ModeNetwork(merged, adapter, data, Map.of());
  }

  UNet2DConditionModel unet() {
    return unet;
  }

  PortraitData data() {
    return data;
  }

  /** Cells along a side of this mode's latents. */
  int cells() {
    return data.kind().side() / 8;
  }

  /**
   * What is trained: {@code modal...} (of full fine-tuning {@code unet...}) by the denoiser's keys
   * and {@code adapter...}, or nothing.
   */
  Map<String, Tensor> leaves() {
    return leaves;
  }

  /** Keys and values of the text, with gradients where the mode is trained. */
  KeyValues textKeyValues(Tensor tokens) {
    if (!leaves.isEmpty()) {
      return unet.textKeyValues(tokens);
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      return unet.textKeyValues(tokens);
    }
  }

  /**
   * The control pictures' feature.
   *
   * @param dropped share of rows that lose their control
   * @param borrowed share of zooms with the landmarks of somebody else
   */
  Tensor feature(SampleBatch drawn, double dropped, double borrowed, RandomGenerator random) {
    Tensor kept = Prompts.keep(drawn.size(), dropped, random).view(drawn.size(), 1, 1, 1);
    Tensor pictures = ControlPictures.of(drawn, borrowed, random);
    Tensor feature =
        leaves.isEmpty()
            ? Scope.inference(() -> control.apply(pictures, 1))
            : control.apply(pictures, 1);
    return feature.mul(kept.to(feature.scalar_type()));
  }

  /** The feature of control pictures as they are. */
  Tensor feature(Tensor controls) {
    return control.apply(controls, 1);
  }
}
