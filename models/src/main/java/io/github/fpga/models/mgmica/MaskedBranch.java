package io.github.fpga.models.mgmica;

import io.github.fpga.models.layers.Attention;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The attention term of some slots, ready for every layer: only rows and slots that are anywhere
 * above zero, slots of a row one after the other, factors per grid.
 */
final class MaskedBranch {

  private final Tensor rows;
  private final KeyValues keyValues;
  private final Map<Grid, Tensor> factors_BNP = new LinkedHashMap<>();

  /**
   * @param factors_BPN w_i * n_i per grid, for all rows and slots
   * @param type the network's number format
   */
  private MaskedBranch(
      MaskedTokens tokens,
      Map<Grid, Tensor> factors_BPN,
      int[] activeRows,
      int[] activeSlots,
      ScalarType type) {
    boolean allRows = activeRows.length == tokens.rows();
    rows = allRows ? null : index(activeRows);
    Tensor slots = activeSlots.length == tokens.slots() ? null : index(activeSlots);
    List<Tensor> keys = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < tokens.keyValues().keys().size(); i++) {
      keys.add(fold(tokens.keyValues().keys().get(i).to(type), tokens, slots));
      values.add(fold(tokens.keyValues().values().get(i).to(type), tokens, slots));
    }
    keyValues = new KeyValues(keys, values);
    factors_BPN.forEach(
        (grid, factors) ->
            factors_BNP.put(
                grid, select(select(factors, 0, rows), 1, slots).transpose(1, 2).to(type)));
  }

  /** The branch, or null where no slot of any row is above zero. */
  static MaskedBranch of(MaskedTokens tokens, Map<Grid, Tensor> factors_BPN, ScalarType type) {
    int p = tokens.slots();
    Tensor largest =
        tokens
            .masks_BPHW()
            .detach()
            .amax(new long[] {2, 3}, false)
            .mul(tokens.weights_BP().detach());
    float[] active = Tensors.floats(largest.expand(tokens.rows(), p));
    int[] rows =
        IntStream.range(0, tokens.rows())
            .filter(r -> IntStream.range(0, p).anyMatch(s -> active[r * p + s] != 0))
            .toArray();
    int[] slots =
        IntStream.range(0, p)
            .filter(s -> IntStream.range(0, tokens.rows()).anyMatch(r -> active[r * p + s] != 0))
            .toArray();
    return rows.length == 0 ? null : new MaskedBranch(tokens, factors_BPN, rows, slots, type);
  }

  /** Adds the term to a layer's attended values (B, N, C). */
  Tensor addTo(Tensor attended_BNC, CrossAttentionLayer layer, Tensor q_BNC, Grid grid) {
    Tensor q = select(q_BNC, 0, rows);
    Tensor term =
        Attention.attendWeighted(
            q, keyValues.key(layer), keyValues.value(layer), factors_BNP.get(grid), layer.heads());
    return rows == null ? attended_BNC.add(term) : attended_BNC.index_add(0, rows, term);
  }

  /** (B * P, T, C) to (active rows, active slots * T, C). */
  private Tensor fold(Tensor x, MaskedTokens tokens, Tensor slots) {
    Tensor apart = x.reshape(tokens.rows(), tokens.slots(), x.size(1), x.size(2));
    return select(select(apart, 0, rows), 1, slots).flatten(1, 2);
  }

  private static Tensor select(Tensor x, long dim, Tensor indices) {
    return indices == null ? x : x.index_select(dim, indices);
  }

  private static Tensor index(int[] values) {
    return Tensors.of(IntStream.of(values).asLongStream().toArray(), values.length);
  }
}
