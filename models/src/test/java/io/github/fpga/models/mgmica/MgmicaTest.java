package io.github.fpga.models.mgmica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.Toys;
import io.github.fpga.models.layers.Attention;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MgmicaTest {

  private static final int SIDE = 8;
  private static final int ROWS = 2;
  private static final int PEOPLE = 2;

  private static UNet2DConditionModel unet;

  private Scope scope;
  private NoGradGuard guard;
  private KeyValues text;
  private KeyValues people;

  @BeforeAll
  static void start() {
    Engine.start();
    unet = Toys.unet(Weights.random(1));
  }

  @BeforeEach
  void open() {
    scope = Scope.open();
    guard = new NoGradGuard();
    text = unet.textKeyValues(Toys.noise(2, ROWS, 7, Toys.TEXT_WIDTH));
    people = unet.textKeyValues(Toys.noise(3, ROWS * PEOPLE, 3, Toys.TEXT_WIDTH));
  }

  @AfterEach
  void close() {
    guard.close();
    scope.close();
  }

  @Test
  void masksOfZeroAreTextOnly() {
    Tensor none = torch.zeros(ROWS, PEOPLE, 32, 32);
    assertSame(textOnly(), predict(bound(none, 1, MaskRule.MGMICA)));
  }

  @Test
  void weightsOfZeroAreTextOnly() {
    assertSame(textOnly(), predict(bound(halves(), 0, MaskRule.MGMICA)));
  }

  @Test
  void everyRuleGivesAnotherPicture() {
    Tensor ours = predict(bound(halves(), 1, MaskRule.MGMICA));
    Tensor ipAdapter = predict(bound(halves(), 1, MaskRule.IP_ADAPTER));
    Tensor unbound = predict(bound(halves(), 1, MaskRule.NONE));
    Tensor hard = predict(bound(halves(), 1, MaskRule.HARD));
    assertDiffer(ours, hard);
    assertDiffer(unbound, hard);
    assertDiffer(textOnly(), ours);
    assertDiffer(ours, ipAdapter);
    assertDiffer(ours, unbound);
    assertDiffer(ours, predict(bound(halves(), 0.5, MaskRule.MGMICA)));
  }

  @Test
  void isTheFormulaOfTheDesign() {
    CrossAttentionLayer layer = unet.crossAttentionLayers().get(0);
    Tensor masks = Toys.noise(4, ROWS, PEOPLE, 32, 32).sigmoid();
    Tensor weights = Tensors.of(new float[] {0.3f, 1.2f, 0.9f, 0.4f}, ROWS, PEOPLE);
    Mgmica attention =
        of(text).withIdentities(new MaskedTokens(people, masks, weights, MaskRule.MGMICA));
    Tensor q = Toys.noise(5, ROWS, SIDE * SIDE, layer.channels());

    Tensor expected = new TextCrossAttention(text).attend(layer, q, SIDE, SIDE);
    Tensor area = torch.adaptive_avg_pool2d(masks, SIDE, SIDE).flatten(2, 3);
    Tensor shared = area.div(torch.maximum(area.sum(1), torch.ones(1)).unsqueeze(1));
    for (int i = 0; i < PEOPLE; i++) {
      Tensor k = people.key(layer).view(ROWS, PEOPLE, 3, layer.channels()).select(1, i);
      Tensor v = people.value(layer).view(ROWS, PEOPLE, 3, layer.channels()).select(1, i);
      Tensor one = Attention.attend(q, k, v, layer.heads());
      Tensor factor = shared.select(1, i).mul(weights.select(1, i).unsqueeze(1));
      expected = expected.add(one.mul(factor.unsqueeze(2)));
    }
    Tensor actual = attention.attend(layer, q, SIDE, SIDE);
    // The same sums in another order, in fp32.
    Similarity.assertClose("MGMICA", expected, actual, 1e-5, 1e-5);
  }

  @Test
  void aQueryOutsideAllMasksSeesTextOnly() {
    CrossAttentionLayer layer = unet.crossAttentionLayers().get(0);
    Tensor q = Toys.noise(5, ROWS, SIDE * SIDE, layer.channels());
    Tensor left = torch.zeros(ROWS, PEOPLE, SIDE, SIDE);
    left.narrow(3, 0, SIDE / 2).fill_(Tensors.of(new float[] {1}, 1).squeeze());
    Tensor expected = new TextCrossAttention(text).attend(layer, q, SIDE, SIDE);
    Tensor actual =
        of(text).withIdentities(tokens(left, 1, MaskRule.MGMICA)).attend(layer, q, SIDE, SIDE);
    assertSame(right(expected), right(actual));
    assertDiffer(expected, actual);
  }

  @Test
  void regionsThatMeetShareButOneAloneDoesNot() {
    Tensor everywhere = torch.ones(1, PEOPLE, 4, 4);
    Tensor alone = torch.ones(1, 1, 4, 4);
    KeyValues twice = MaskedTokens.slots(List.of(rows(people, 0), rows(people, 0)));
    Tensor one =
        predict(
            of(text).withIdentities(MaskedTokens.of(rows(people, 0), alone, 1, MaskRule.MGMICA)));
    Tensor same =
        predict(of(text).withIdentities(MaskedTokens.of(twice, everywhere, 1, MaskRule.MGMICA)));
    // Half a person plus half of the same person is that person.
    Similarity.assertClose("shared", one, same, 1e-5, 1e-5);
  }

  @Test
  void rowsMayHoldOtherPeople() {
    Tensor secondRowOnly = torch.ones(ROWS, PEOPLE, SIDE, SIDE);
    secondRowOnly.select(0, 0).zero_();
    Tensor out = predict(bound(secondRowOnly, 1, MaskRule.MGMICA));
    Tensor plain = textOnly();
    Similarity.assertClose("row 0", plain.select(0, 0), out.select(0, 0), 1e-6, 1e-6);
    assertDiffer(plain.select(0, 1), out.select(0, 1));
  }

  @Test
  void emptySlotsChangeNothing() {
    Tensor first = torch.zeros(ROWS, PEOPLE, SIDE, SIDE);
    first.select(1, 0).narrow(2, 0, 4).add_(torch.ones(1).squeeze());
    Tensor two = predict(bound(first, 1, MaskRule.MGMICA));
    KeyValues only = firstOfEachRow();
    Tensor one =
        predict(
            of(text)
                .withIdentities(MaskedTokens.of(only, first.narrow(1, 0, 1), 1, MaskRule.MGMICA)));
    Similarity.assertClose("empty slot", one, two, 1e-5, 1e-5);
  }

  @Test
  void personalTextsAddOrTakeTheCommonTextsPlace() {
    MaskedTokens everywhere = MaskedTokens.of(text, torch.ones(1, 1, 4, 4), 1, MaskRule.MGMICA);
    // The common prompt in place of itself is itself.
    Mgmica blended = of(text).withPersonalTexts(everywhere, TextRule.BLEND);
    Similarity.assertClose("blend", textOnly(), predict(blended), 1e-5, 1e-5);
    assertDiffer(textOnly(), predict(of(text).withPersonalTexts(everywhere, TextRule.ADD)));
    MaskedTokens other = tokens(halves(), 1, MaskRule.MGMICA);
    Tensor add = predict(of(text).withPersonalTexts(other, TextRule.ADD));
    Tensor blend = predict(of(text).withPersonalTexts(other, TextRule.BLEND));
    assertDiffer(add, blend);
    assertDiffer(textOnly(), blend);
  }

  @Test
  void refusesLatentsOfAnotherSize() {
    Mgmica attention = bound(halves(), 1, MaskRule.MGMICA);
    Tensor latents = Toys.noise(6, ROWS, 4, SIDE, SIDE + 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> unet.predict(latents, Toys.timestep(10), Conditioning.of(attention)));
  }

  @Test
  void refusesKeysThatDoNotFitTheMasks() {
    Tensor three = torch.ones(ROWS, 3, SIDE, SIDE);
    assertThrows(
        IllegalArgumentException.class, () -> MaskedTokens.of(people, three, 1, MaskRule.MGMICA));
  }

  @Test
  void worksInBf16() {
    UNet2DConditionModel bf16 = Toys.unet(Weights.random(1).converted(ScalarType.BFloat16));
    Mgmica attention =
        Mgmica.of(bf16, bf16.textKeyValues(Toys.noise(2, ROWS, 7, Toys.TEXT_WIDTH)), SIDE, SIDE)
            .withIdentities(tokens(halves(), 1, MaskRule.MGMICA));
    Tensor expected = predict(bound(halves(), 1, MaskRule.MGMICA));
    Tensor actual = bf16.predict(latents(), Toys.timestep(10), Conditioning.of(attention));
    assertEquals(ScalarType.Float, actual.scalar_type().intern());
    // Eight bits of mantissa through some thirty layers.
    Similarity.assertClose("bf16", expected, actual, 0.05, 0.05);
  }

  private static Tensor latents() {
    return Toys.noise(6, ROWS, 4, SIDE, SIDE);
  }

  private static Mgmica of(KeyValues text) {
    return Mgmica.of(unet, text, SIDE, SIDE);
  }

  private MaskedTokens tokens(Tensor masks, double weight, MaskRule rule) {
    return MaskedTokens.of(people, masks, weight, rule);
  }

  private Mgmica bound(Tensor masks, double weight, MaskRule rule) {
    return of(text).withIdentities(tokens(masks, weight, rule));
  }

  private static Tensor predict(Mgmica attention) {
    return unet.predict(latents(), Toys.timestep(10), Conditioning.of(attention));
  }

  private Tensor textOnly() {
    Conditioning conditioning = Conditioning.of(new TextCrossAttention(text));
    return unet.predict(latents(), Toys.timestep(10), conditioning);
  }

  /** The first person's region is the left part, the second's the right; they overlap. */
  private static Tensor halves() {
    Tensor masks = torch.zeros(1, PEOPLE, 30, 30);
    masks.select(1, 0).narrow(2, 0, 17).add_(torch.ones(1).squeeze());
    masks.select(1, 1).narrow(2, 13, 17).add_(torch.ones(1).squeeze());
    return masks;
  }

  /** One person's keys and values, for all rows. */
  private static KeyValues rows(KeyValues all, int row) {
    return new KeyValues(
        all.keys().stream().map(k -> k.narrow(0, row, 1).repeat(ROWS, 1, 1)).toList(),
        all.values().stream().map(v -> v.narrow(0, row, 1).repeat(ROWS, 1, 1)).toList());
  }

  private KeyValues firstOfEachRow() {
    Tensor rows = Tensors.of(new long[] {0, PEOPLE}, ROWS);
    return new KeyValues(
        people.keys().stream().map(k -> k.index_select(0, rows)).toList(),
        people.values().stream().map(v -> v.index_select(0, rows)).toList());
  }

  private static Tensor right(Tensor x_BNC) {
    Tensor map = x_BNC.view(ROWS, SIDE, SIDE, x_BNC.size(2));
    return map.narrow(2, SIDE / 2, SIDE / 2);
  }

  private static void assertSame(Tensor expected, Tensor actual) {
    assertEquals(0, Similarity.maxError(expected, actual));
  }

  private static void assertDiffer(Tensor a, Tensor b) {
    double difference = Similarity.maxError(a, b);
    assertTrue(difference > 1e-3, "differ by only " + difference);
  }
}
