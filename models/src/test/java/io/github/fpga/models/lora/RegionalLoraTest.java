package io.github.fpga.models.lora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.Recorder;
import io.github.fpga.models.Toys;
import io.github.fpga.models.layers.Region;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.mgmica.SharedRegions;
import io.github.fpga.models.mgmica.TextRule;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegionalLoraTest {

  private static final int SIDE = 6;
  private static final int RANK = 2;
  private static final double STRENGTH = 0.7;

  private Scope scope;
  private NoGradGuard guard;
  private UNet2DConditionModel unet;
  private Tensor latents;
  private Tensor states;

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @BeforeEach
  void open() {
    scope = Scope.open();
    guard = new NoGradGuard();
    unet = Toys.unet(Weights.random(1));
    latents = Toys.noise(2, 2, 4, SIDE, SIDE);
    states = Toys.noise(3, 2, 5, Toys.TEXT_WIDTH);
  }

  @AfterEach
  void close() {
    guard.close();
    scope.close();
  }

  /** A change of every weight that the predicate lets through, in kohya's layout. */
  private static Lora lora(long seed, Predicate<String> wanted) {
    Map<String, Tensor> tensors = new HashMap<>();
    Recorder.shapes(Toys::unet)
        .forEach(
            (key, shape) -> {
              if (key.endsWith(".weight") && shape.length > 1 && wanted.test(key)) {
                String module = "lora_unet_" + key.substring(0, key.length() - 7).replace('.', '_');
                long[] down = shape.clone();
                down[0] = RANK;
                long[] up =
                    shape.length == 2
                        ? new long[] {shape[0], RANK}
                        : new long[] {shape[0], RANK, 1, 1};
                long own = seed + key.hashCode();
                tensors.put(module + ".lora_down.weight", Tensors.mul(Toys.noise(own, down), 0.2));
                tensors.put(module + ".lora_up.weight", Tensors.mul(Toys.noise(own + 1, up), 0.2));
                tensors.put(module + ".alpha", Tensors.of(new float[] {1}));
              }
            });
    return Lora.of(tensors);
  }

  private static Lora everywhere(long seed) {
    return lora(seed, key -> !key.startsWith("time_embedding"));
  }

  /** Rows of the picture from the top that a mask covers. */
  private static Tensor top(int rows) {
    float[] mask = new float[SIDE * SIDE];
    Arrays.fill(mask, 0, rows * SIDE, 1);
    return Tensors.of(mask, 1, 1, SIDE, SIDE);
  }

  private Tensor plain(UNet2DConditionModel network) {
    return network.predict(latents, Toys.timestep(300), Conditioning.text(network, states));
  }

  /** The prediction with LoRAs in their regions, the text's keys and values there too. */
  private Tensor regional(Tensor masks_1PHW, Lora... loras) {
    List<Region> regions =
        SharedRegions.of(masks_1PHW, unet.config(), SIDE, SIDE, ScalarType.Float);
    List<RegionalLora.Bound> bound = new ArrayList<>();
    for (int i = 0; i < loras.length; i++) {
      bound.add(new RegionalLora.Bound(loras[i], STRENGTH, regions.get(i)));
    }
    RegionalLora changed = new RegionalLora(unet, bound);
    List<KeyValues> texts = new ArrayList<>();
    for (int i = 0; i < loras.length; i++) {
      texts.add(changed.textKeyValues(i, states));
    }
    MaskedTokens tokens =
        MaskedTokens.of(MaskedTokens.slots(texts), masks_1PHW, 1, MaskRule.MGMICA);
    Mgmica attention =
        Mgmica.of(unet, unet.textKeyValues(states), SIDE, SIDE)
            .withPersonalTexts(tokens, TextRule.BLEND);
    return changed.unet().predict(latents, Toys.timestep(300), Conditioning.of(attention));
  }

  private Tensor merged(Lora lora) {
    return plain(Toys.unet(lora.withLora(Weights.random(1), Toys.unetConfig(), STRENGTH)));
  }

  @Test
  void theWholePictureIsTheMergedLora() {
    Lora lora = everywhere(5);
    Tensor whole = regional(top(SIDE), lora);
    assertTrue(Similarity.maxError(merged(lora), whole) < 1e-5);
    assertTrue(Similarity.maxError(plain(unet), whole) > 0.05, "the LoRA has no effect");
  }

  @Test
  void noRegionIsTheNetworkAlone() {
    assertArrayEquals(Tensors.floats(plain(unet)), Tensors.floats(regional(top(0), everywhere(5))));
  }

  @Test
  void twoShareThePicture() {
    Lora one = everywhere(5);
    Lora other = everywhere(6);
    Tensor half = top(SIDE / 2);
    Tensor rest = Tensors.add(half.neg(), 1);
    Tensor both = regional(Tensors.cat(1, half, rest), one, other);
    assertTrue(Similarity.maxError(regional(top(SIDE), one), both) > 0.01);
    assertTrue(Similarity.maxError(regional(top(SIDE), other), both) > 0.01);
    Tensor same = regional(Tensors.cat(1, half, rest), one, one);
    assertTrue(Similarity.maxError(regional(top(SIDE), one), same) < 1e-5);
    Tensor everyoneEverywhere = regional(Tensors.cat(1, top(SIDE), top(SIDE)), one, one);
    assertTrue(Similarity.maxError(regional(top(SIDE), one), everyoneEverywhere) < 1e-5);
  }

  @Test
  void whatHasNoPlaceIsRefused() {
    assertTrue(
        refusal(lora(5, key -> key.startsWith("time_embedding"))).contains("the whole picture"));
    Map<String, Tensor> foreign = new HashMap<>();
    foreign.put("unet.elsewhere.lora_A.weight", Tensors.zeros(1, 8));
    foreign.put("unet.elsewhere.lora_B.weight", Tensors.zeros(8, 1));
    assertTrue(refusal(Lora.of(foreign)).contains("lacks unet.elsewhere"));
  }

  private String refusal(Lora lora) {
    return assertThrows(CheckpointException.class, () -> regional(top(SIDE), lora)).getMessage();
  }
}
