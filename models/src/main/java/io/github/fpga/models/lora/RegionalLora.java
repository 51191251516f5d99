package io.github.fpga.models.lora;

import io.github.fpga.models.layers.Region;
import io.github.fpga.models.layers.RegionalParameter;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Reparameterization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A denoiser with LoRAs that act in parts of the picture, unmerged: {@code y = W x + sum_i m_i s_i
 * B_i (A_i x)} with the regions m_i on each layer's grid; outside of all regions a layer's output
 * is bit by bit the plain one's. Keys and values of text belong to no cell: {@link #textKeyValues}
 * gives a LoRA's own, which MGMICA binds to its region as it does prompts. Our definition.
 *
 * <p>For one picture; its tensors belong to the scope it was made in.
 */
public final class RegionalLora {

  private static final Pattern TEXT = Pattern.compile(".*\\.attn2\\.to_[kv]\\.weight");
  private static final Pattern OF_NO_PLACE = Pattern.compile("(time|add)_embedding\\..*");

  /**
   * A LoRA with its place.
   *
   * @param strength 1 as trained
   * @param region where it acts
   */
  public record Bound(Lora lora, double strength, Region region) {}

  private final UNet2DConditionModel unet;
  private final List<Bound> bound;
  private final UNet2DConditionModel changed;

  /**
   * Binds LoRAs to regions of a denoiser, which stays as it is.
   *
   * @throws CheckpointException where a LoRA does not belong to this denoiser, or changes what has
   *     no place in a picture
   */
  public RegionalLora(UNet2DConditionModel unet, List<Bound> bound) {
    this.unet = unet;
    this.bound = List.copyOf(bound);
    Handles handles = new Handles();
    changed = unet.with(handles);
    handles.requireAllKnown();
  }

  /** The denoiser with the LoRAs. */
  public UNet2DConditionModel unet() {
    return changed;
  }

  /**
   * A text's keys and values as one of the LoRAs has them, in full.
   *
   * @param index which of the LoRAs
   * @param states_BTC the text encoder's, in the denoiser's format
   */
  public KeyValues textKeyValues(int index, Tensor states_BTC) {
    KeyValues plain = unet.textKeyValues(states_BTC);
    List<Tensor> keys = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    for (CrossAttentionLayer layer : unet.crossAttentionLayers()) {
      keys.add(changed(plain.key(layer), index, layer.key() + ".to_k.weight", states_BTC));
      values.add(changed(plain.value(layer), index, layer.key() + ".to_v.weight", states_BTC));
    }
    return new KeyValues(keys, values);
  }

  private Tensor changed(Tensor plain, int index, String key, Tensor states) {
    Bound one = bound.get(index);
    LowRank change = one.lora().change(key, unet.config());
    if (change == null) {
      return plain;
    }
    long[] shape = {plain.size(2), states.size(2)};
    change.requireFits(key, shape);
    RegionalParameter.Term term = change.inside(one.region(), shape, unet.type(), one.strength());
    Tensor x = states.to(unet.type());
    return plain.add(torch.linear(torch.linear(x, term.down()), term.up()));
  }

  private record Regional(Parameter base, List<Term> terms) implements RegionalParameter {
    @Override
    public Tensor value() {
      return base.value();
    }
  }

  /** The denoiser's handles, those of layers that see cells with what the LoRAs add to them. */
  private final class Handles implements Reparameterization {

    private final Set<String> asked = new HashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    @Override
    public Parameter apply(String key, Parameter base, Init init, long[] shape) {
      asked.add(key);
      List<RegionalParameter.Term> terms = new ArrayList<>();
      for (Bound one : bound) {
        LowRank change = one.lora().change(key, unet.config());
        if (change != null && fits(change, key, shape)) {
          terms.add(change.inside(one.region(), shape, unet.type(), one.strength()));
        }
      }
      return terms.isEmpty() || TEXT.matcher(key).matches() ? base : new Regional(base, terms);
    }

    private boolean fits(LowRank change, String key, long[] shape) {
      if (OF_NO_PLACE.matcher(key).matches()) {
        problems.add(
            "it changes %s, which acts on the whole picture: give it with --lora, for everybody"
                .formatted(key));
        return false;
      }
      try {
        change.requireFits(key, shape);
        return true;
      } catch (CheckpointException e) {
        problems.add(e.getMessage());
        return false;
      }
    }

    private void requireAllKnown() {
      if (!problems.isEmpty()) {
        throw new CheckpointException(
            "this LoRA cannot be one person's: " + String.join("; ", problems));
      }
      for (Bound one : bound) {
        one.lora().requireKnown(asked, unet.config());
      }
    }
  }
}
