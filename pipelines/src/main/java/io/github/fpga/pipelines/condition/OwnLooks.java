package io.github.fpga.pipelines.condition;

import io.github.fpga.faces.Mask;
import io.github.fpga.models.layers.Region;
import io.github.fpga.models.lora.Lora;
import io.github.fpga.models.lora.RegionalLora;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.SharedRegions;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.people.LoraFile;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * What some people of one picture have of their own, in their regions: words, and LoRAs. A LoRA
 * acts in the wanted and the unwanted rows of a guided batch alike, as it does where it is merged;
 * words act in the wanted one alone. For one picture, in the current scope.
 */
public final class OwnLooks {

  private final List<LoraFile> files;
  private final Tensor masks_1PHW;
  private final RegionalLora loras;
  private final UNet2DConditionModel unet;

  /** Which of the LoRAs is a person's; -1 for none. */
  private final int[] index;

  /**
   * @param files the people's LoRAs, null for those without
   * @param regions of the same people
   * @param cell picture pixels per latent cell
   * @throws CheckpointException where a LoRA cannot be one person's in this denoiser
   */
  public OwnLooks(UNet2DConditionModel unet, List<LoraFile> files, List<Mask> regions, int cell) {
    this.unet = unet;
    this.files = files;
    masks_1PHW = Identities.masks(regions, regions.size());
    index = new int[files.size()];
    List<Integer> with = new ArrayList<>();
    for (int i = 0; i < index.length; i++) {
      index[i] = files.get(i) == null ? -1 : with.size();
      if (index[i] >= 0) {
        with.add(i);
      }
    }
    loras = with.isEmpty() ? null : bind(unet, own(with), masks(with), cell);
  }

  private List<LoraFile> own(List<Integer> with) {
    return with.stream().map(files::get).toList();
  }

  private Tensor masks(List<Integer> with) {
    long[] places = with.stream().mapToLong(i -> i).toArray();
    return masks_1PHW.index_select(1, Tensors.of(places, places.length));
  }

  /**
   * LoRAs bound to regions of the pictures of a batch.
   *
   * @param files P of them
   * @param masks_BPHW the region of each in each row, or in all
   * @param cell picture pixels per latent cell
   * @throws CheckpointException where one cannot be bound to a region of this denoiser
   */
  public static RegionalLora bind(
      UNet2DConditionModel unet, List<LoraFile> files, Tensor masks_BPHW, int cell) {
    int height = (int) masks_BPHW.size(2) / cell;
    int width = (int) masks_BPHW.size(3) / cell;
    List<Region> regions = SharedRegions.of(masks_BPHW, unet.config(), height, width, unet.type());
    List<RegionalLora.Bound> bound = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      LoraFile file = files.get(i);
      bound.add(new RegionalLora.Bound(load(file), file.strength(), regions.get(i)));
    }
    try {
      return new RegionalLora(unet, bound);
    } catch (CheckpointException e) {
      List<String> names = files.stream().map(file -> file.file().toString()).toList();
      throw new CheckpointException(
          "%s: %s".formatted(String.join(", ", names), e.getMessage()), e);
    }
  }

  private static Lora load(LoraFile file) {
    try {
      return Lora.load(file.file());
    } catch (CheckpointException e) {
      throw new CheckpointException("%s: %s".formatted(file.file(), e.getMessage()), e);
    }
  }

  /** The denoiser with the LoRAs; the same where nobody has one. */
  public UNet2DConditionModel unet() {
    return loras == null ? unet : loras.unet();
  }

  /** The rows of texts that {@link #bound} wants encoded, P or 2 P of them. */
  public List<String> texts(String negative, List<String> own, boolean guided) {
    return Prompts.rows(negative, own, guided && loras != null);
  }

  /**
   * The people's texts in their regions, for a batch whose first half (where guided) is unwanted.
   *
   * @param states_BTC the text encoder's, of {@link #texts}
   */
  public MaskedTokens bound(Tensor states_BTC, boolean guided) {
    int people = files.size();
    KeyValues keyValues = loras == null ? unet.textKeyValues(states_BTC) : slots(states_BTC);
    if (!guided) {
      return new MaskedTokens(keyValues, masks_1PHW, Tensors.ones(1, people), MaskRule.MGMICA);
    }
    float[] unwanted = new float[people];
    IntStream.range(0, people).forEach(i -> unwanted[i] = index[i] < 0 ? 0 : 1);
    return new MaskedTokens(
        loras == null ? Identities.twice(keyValues) : keyValues,
        Tensors.cat(0, masks_1PHW, masks_1PHW),
        Tensors.cat(0, Tensors.of(unwanted, 1, people), Tensors.ones(1, people)),
        MaskRule.MGMICA);
  }

  private KeyValues slots(Tensor states) {
    return MaskedTokens.slots(
        IntStream.range(0, files.size())
            .mapToObj(
                i ->
                    index[i] < 0
                        ? unet.textKeyValues(rows(states, i))
                        : loras.textKeyValues(index[i], rows(states, i)))
            .toList());
  }

  /** A person's row, or the unwanted one and theirs. */
  private Tensor rows(Tensor states, int person) {
    int people = files.size();
    Tensor own = states.narrow(0, states.size(0) - people + person, 1);
    return states.size(0) == people ? own : Tensors.cat(0, states.narrow(0, person, 1), own);
  }
}
