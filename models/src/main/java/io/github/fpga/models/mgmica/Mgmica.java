package io.github.fpga.models.mgmica;

import io.github.fpga.models.layers.Attention;
import io.github.fpga.models.unet.CrossAttention;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mask Guided Multi-ID Cross Attention (FPGA, arXiv 2408.09248): {@code out = Attn(Q, K_text,
 * V_text) + sum_i w_i * n_i . Attn(Q, K_i, V_i)} in every cross-attention layer.
 *
 * <p>Immutable; made once per picture: masks are brought to every layer's grid here, not in a step.
 * Its tensors belong to the scope it was made in, and gradients flow through it to all keys and
 * values.
 */
public final class Mgmica implements CrossAttention {

  private final KeyValues text;
  private final Set<Grid> grids;
  private final List<MaskedTokens> identities;
  private final List<MaskedTokens> personalTexts;
  private final TextRule textRule;
  private final List<MaskedBranch> branches = new ArrayList<>();
  private final Map<Grid, Tensor> textShare_BN1 = new LinkedHashMap<>();

  private Mgmica(
      KeyValues text,
      Set<Grid> grids,
      List<MaskedTokens> identities,
      List<MaskedTokens> personalTexts,
      TextRule textRule) {
    this.text = text;
    this.grids = grids;
    this.identities = List.copyOf(identities);
    this.personalTexts = List.copyOf(personalTexts);
    this.textRule = textRule;
    prepare(identities, false);
    prepare(personalTexts, textRule == TextRule.BLEND);
  }

  /**
   * Text alone, to which people are added.
   *
   * @param text (B or 1, T, channels) per layer
   * @param latentHeight size of the latents that will be denoised, in cells
   */
  public static Mgmica of(
      UNet2DConditionModel unet, KeyValues text, int latentHeight, int latentWidth) {
    Set<Grid> grids = Grid.of(latentHeight, latentWidth, unet.config().levels());
    return new Mgmica(text, grids, List.of(), List.of(), TextRule.ADD);
  }

  /**
   * Adds identities. Further calls add further ones, as from another adapter; under {@link
   * MaskRule#MGMICA} all of them share the queries where regions meet.
   */
  public Mgmica withIdentities(MaskedTokens tokens) {
    return new Mgmica(text, grids, with(identities, tokens), personalTexts, textRule);
  }

  /**
   * Gives people prompts of their own, bound to their body regions.
   *
   * @param tokens from {@link UNet2DConditionModel#textKeyValues} of the prompts
   */
  public Mgmica withPersonalTexts(MaskedTokens tokens, TextRule rule) {
    return new Mgmica(text, grids, identities, List.of(tokens), rule);
  }

  @Override
  public Tensor attend(CrossAttentionLayer layer, Tensor q_BNC, int height, int width) {
    Grid grid = new Grid(height, width);
    if (!grids.contains(grid)) {
      throw new IllegalArgumentException(
          "queries of %d x %d cells, but the masks were prepared for %s"
              .formatted(height, width, grids));
    }
    Tensor out = Attention.attend(q_BNC, text.key(layer), text.value(layer), layer.heads());
    if (textShare_BN1.containsKey(grid)) {
      out = out.mul(textShare_BN1.get(grid));
    }
    for (MaskedBranch branch : branches) {
      out = branch.addTo(out, layer, q_BNC, grid);
    }
    return out;
  }

  private void prepare(List<MaskedTokens> groups, boolean replacesText) {
    ScalarType type = text.keys().get(0).scalar_type();
    List<Map<Grid, Tensor>> factors = new ArrayList<>();
    groups.forEach(group -> factors.add(new LinkedHashMap<>()));
    for (Grid grid : grids) {
      List<Tensor> onGrid = factors(groups, grid);
      for (int i = 0; i < groups.size(); i++) {
        factors.get(i).put(grid, onGrid.get(i));
      }
      if (replacesText) {
        Tensor taken = onGrid.get(0).sum(1);
        textShare_BN1.put(grid, Tensors.add(taken.neg(), 1).unsqueeze(2).to(type));
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      MaskedBranch branch = MaskedBranch.of(groups.get(i), factors.get(i), type);
      if (branch != null) {
        branches.add(branch);
      }
    }
  }

  /** w_i * n_i of every group on a grid, (B, P, N). */
  private static List<Tensor> factors(List<MaskedTokens> groups, Grid grid) {
    List<Tensor> masks = new ArrayList<>();
    Tensor covered = null;
    for (MaskedTokens group : groups) {
      Tensor mask = group.rule().downsample(group.masks_BPHW(), grid.height(), grid.width());
      masks.add(mask);
      if (group.rule().shares()) {
        Tensor sum = mask.sum(1).unsqueeze(1);
        covered = covered == null ? sum : covered.add(sum);
      }
    }
    List<Tensor> factors = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      MaskedTokens group = groups.get(i);
      Tensor mask = group.rule().shares() ? masks.get(i).div(atLeastOne(covered)) : masks.get(i);
      Tensor factor = mask.mul(group.weights_BP().unsqueeze(2));
      factors.add(factor.expand(group.rows(), group.slots(), factor.size(2)));
    }
    return factors;
  }

  private static Tensor atLeastOne(Tensor x) {
    try (Scalar one = new Scalar(1)) {
      return x.clamp_min(one);
    }
  }

  private static List<MaskedTokens> with(List<MaskedTokens> list, MaskedTokens more) {
    List<MaskedTokens> all = new ArrayList<>(list);
    all.add(more);
    return all;
  }
}
