package io.github.fpga.pipelines.diir;

import io.github.fpga.models.lora.RegionalLora;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.mgmica.TextRule;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.condition.OwnLooks;
import io.github.fpga.pipelines.people.LoraFile;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The LoRAs of those faces of a batch whose people have one, each in its row's face region. */
final class FaceLoras {

  private final RegionalLora loras;
  private final Tensor masks_BPHW;

  private FaceLoras(RegionalLora loras, Tensor masks_BPHW) {
    this.loras = loras;
    this.masks_BPHW = masks_BPHW;
  }

  /**
   * Binds them, or gives null where nobody has one.
   *
   * @param guided whether the batch has its rows twice
   * @param cell pixels per latent cell
   */
  static FaceLoras of(UNet2DConditionModel unet, List<FaceJob> jobs, boolean guided, int cell) {
    List<FaceJob> with = jobs.stream().filter(job -> job.placement().lora() != null).toList();
    if (with.isEmpty()) {
      return null;
    }
    int side = jobs.get(0).side();
    int pixels = side * side;
    float[] masks = new float[jobs.size() * with.size() * pixels];
    for (int p = 0; p < with.size(); p++) {
      int row = jobs.indexOf(with.get(p));
      float[] region = with.get(p).region().alpha();
      System.arraycopy(region, 0, masks, (row * with.size() + p) * pixels, pixels);
    }
    Tensor once = Tensors.of(masks, jobs.size(), with.size(), side, side);
    Tensor all = guided ? Tensors.cat(0, once, once) : once;
    List<LoraFile> files = with.stream().map(job -> job.placement().lora()).toList();
    return new FaceLoras(OwnLooks.bind(unet, files, all, cell), all);
  }

  /** The denoiser with the LoRAs. */
  UNet2DConditionModel unet() {
    return loras.unet();
  }

  /**
   * The common text, in the regions by the LoRAs' keys and values.
   *
   * @param states_BTC the text encoder's, of all rows
   */
  Mgmica bind(Mgmica common, Tensor states_BTC) {
    List<KeyValues> slots = new ArrayList<>();
    for (int p = 0; p < masks_BPHW.size(1); p++) {
      slots.add(loras.textKeyValues(p, states_BTC));
    }
    Tensor weights = Tensors.ones(1, masks_BPHW.size(1));
    MaskedTokens tokens =
        new MaskedTokens(MaskedTokens.slots(slots), masks_BPHW, weights, MaskRule.MGMICA);
    return common.withPersonalTexts(tokens, TextRule.BLEND);
  }
}
