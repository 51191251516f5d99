package io.github.fpga.models.mgmica;

import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Keys and values of P slots per row, each bound to a region. Every row of a batch may hold other
 * people; an empty slot has mask 0 (its keys and values may be anything finite). A person with
 * several references is one slot with all their tokens one after the other.
 *
 * @param keyValues per layer (B * P, T, channels), row b * P + p
 * @param masks_BPHW the slots' regions in [0, 1], at picture or latent resolution; (B or 1, P, H,
 *     W)
 * @param weights_BP the slots' strengths, 1 as trained; (B or 1, P)
 * @param rule how masks act
 */
public record MaskedTokens(
    KeyValues keyValues, Tensor masks_BPHW, Tensor weights_BP, MaskRule rule) {

  public MaskedTokens {
    long slots = masks_BPHW.size(1);
    Shapes.require("masks", masks_BPHW, -1, slots, -1, -1);
    Shapes.require("weights", weights_BP, -1, slots);
    long keys = keyValues.keys().get(0).size(0);
    if (keys % slots != 0) {
      throw new IllegalArgumentException(
          "%d rows of keys for %d slots; there must be rows * slots".formatted(keys, slots));
    }
    requireRows("masks", masks_BPHW.size(0), keys / slots);
    requireRows("weights", weights_BP.size(0), keys / slots);
  }

  /**
   * The same strength in every row and slot.
   *
   * @param weight 1 as trained, 0 switches off
   */
  public static MaskedTokens of(KeyValues keyValues, Tensor masks, double weight, MaskRule rule) {
    Tensor weights = Tensors.of(new float[] {(float) weight}, 1, 1);
    return new MaskedTokens(keyValues, masks, weights.expand(1, masks.size(1)), rule);
  }

  /**
   * The same with other strengths.
   *
   * @param factors_BP by which they are multiplied; (B or 1, P or 1)
   */
  public MaskedTokens times(Tensor factors_BP) {
    return new MaskedTokens(keyValues, masks_BPHW, weights_BP.mul(factors_BP), rule);
  }

  /** The same with masks that act by another rule. */
  public MaskedTokens withRule(MaskRule other) {
    return new MaskedTokens(keyValues, masks_BPHW, weights_BP, other);
  }

  /** One slot per row that reaches every query, as the plain IP-Adapter. */
  public static MaskedTokens everywhere(KeyValues keyValues, double weight) {
    return of(keyValues, Tensors.ones(1, 1, 1, 1), weight, MaskRule.NONE);
  }

  /**
   * Joins people's keys and values, projected one by one, to slots.
   *
   * @param people one per slot, each with (B, T, channels), all of the same T
   * @return (B * P, T, channels) per layer
   */
  public static KeyValues slots(List<KeyValues> people) {
    int layers = people.get(0).keys().size();
    List<Tensor> keys = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      int layer = i;
      keys.add(interleave(people.stream().map(p -> p.keys().get(layer)).toList()));
      values.add(interleave(people.stream().map(p -> p.values().get(layer)).toList()));
    }
    return new KeyValues(keys, values);
  }

  /** The number of slots, P. */
  public int slots() {
    return (int) masks_BPHW.size(1);
  }

  /** The number of rows, B. */
  public int rows() {
    return (int) (keyValues.keys().get(0).size(0) / slots());
  }

  private static Tensor interleave(List<Tensor> people) {
    return Tensors.stack(1, people).flatten(0, 1);
  }

  private static void requireRows(String what, long rows, long expected) {
    if (rows != 1 && rows != expected) {
      throw new IllegalArgumentException(
          "%s must have 1 or %d rows, got %d".formatted(what, expected, rows));
    }
  }
}
