package io.github.fpga.pipelines.condition;

import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Mask;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** People's features to keys and values bound to regions; once per picture. */
public final class Identities {

  private Identities() {}

  /**
   * Keys and values of people. Where the adapter takes a whole picture's embedding, that is the one
   * local feature: the global ones tell faces apart.
   *
   * @param people P of them, by one recogniser
   * @param globalFeatures whether g is told; zeros otherwise
   * @param localShare s in T = q + s * Resampler(q, l)
   * @return per layer (P, tokens, channels), owned by the current scope
   * @throws IllegalArgumentException where the features are not those the adapter was made for
   */
  public static KeyValues keyValues(
      IdentityAdapter adapter,
      List<FaceFeatures> people,
      boolean globalFeatures,
      double localShare) {
    FaceFeatures first = people.get(0);
    float[] global = new float[people.size() * first.global().length];
    float[] local = new float[people.size() * first.local().length];
    for (int i = 0; i < people.size(); i++) {
      FaceFeatures features = people.get(i);
      if (globalFeatures) {
        System.arraycopy(
            features.global(), 0, global, i * first.global().length, first.global().length);
      }
      System.arraycopy(features.local(), 0, local, i * first.local().length, first.local().length);
    }
    Tensor global_PD = Tensors.of(global, people.size(), first.global().length);
    Tensor local_PNC =
        first.tokens() == 0
            ? null
            : Tensors.of(local, people.size(), first.tokens(), first.channels());
    boolean ofPicture = adapter.config().projection() == IdentityAdapterConfig.Projection.PLAIN;
    return adapter.keyValues(
        adapter.tokens(ofPicture ? whole(local_PNC) : global_PD, local_PNC, localShare));
  }

  private static Tensor whole(Tensor local_PNC) {
    return local_PNC == null ? null : local_PNC.flatten(1, 2);
  }

  /** How strongly some people's identities act in a step; its noise is a share in [0, 1]. */
  public static List<Double> weights(List<Placement> people, double noise) {
    return people.stream().map(person -> person.weight().at(noise)).toList();
  }

  /** Whether nobody's strength changes from step to step. */
  public static boolean areSteady(List<Placement> people) {
    return people.stream().allMatch(person -> person.weight().isSteady());
  }

  /**
   * People of B pictures, P in each, for a batch whose first half (where guided) knows nobody.
   *
   * @param keyValues (B * P, tokens, channels) per layer, picture after picture
   * @param masks B * P regions of one size, in the same order
   * @param weights B * P strengths in this step
   * @param places P
   * @param guided whether the batch has 2 * B rows
   */
  public static MaskedTokens bound(
      KeyValues keyValues,
      List<Mask> masks,
      List<Double> weights,
      int places,
      boolean guided,
      MaskRule rule) {
    Tensor masks_BPHW = masks(masks, places);
    float[] strengths = new float[weights.size()];
    for (int i = 0; i < strengths.length; i++) {
      strengths[i] = weights.get(i).floatValue();
    }
    Tensor weights_BP = Tensors.of(strengths, (long) strengths.length / places, places);
    if (guided) {
      // Nobody: mask and strength are both 0, because MaskRule.NONE looks at no mask.
      masks_BPHW = Tensors.cat(0, torch.zeros_like(masks_BPHW), masks_BPHW);
      weights_BP = Tensors.cat(0, torch.zeros_like(weights_BP), weights_BP);
    }
    return new MaskedTokens(guided ? twice(keyValues) : keyValues, masks_BPHW, weights_BP, rule);
  }

  static KeyValues twice(KeyValues keyValues) {
    return new KeyValues(
        keyValues.keys().stream().map(k -> Tensors.cat(0, k, k)).toList(),
        keyValues.values().stream().map(v -> Tensors.cat(0, v, v)).toList());
  }

  /** Regions as (B, P, H, W), picture after picture. */
  public static Tensor masks(List<Mask> masks, int places) {
    int width = masks.get(0).width();
    int height = masks.get(0).height();
    float[] values = new float[masks.size() * width * height];
    for (int i = 0; i < masks.size(); i++) {
      System.arraycopy(masks.get(i).alpha(), 0, values, i * width * height, width * height);
    }
    return Tensors.of(values, (long) masks.size() / places, places, height, width);
  }
}
