package io.github.fpga.models.idadapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.Toys;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityAdapterTest {

  private static UNet2DConditionModel unet;

  @BeforeAll
  static void start() {
    Engine.start();
    unet = Toys.unet(Weights.random(1));
  }

  @Test
  void keysAndValuesFitEveryLayer() {
    try (Scope scope = Scope.open()) {
      IdentityAdapter adapter = adapter(Weights.random(2), Toys.adapterConfig());
      KeyValues keyValues = adapter.keyValues(tokens(adapter, 1));
      for (CrossAttentionLayer layer : unet.crossAttentionLayers()) {
        long[] expected = {2, Toys.TOKENS, layer.channels()};
        assertArrayEquals(expected, Shapes.of(keyValues.key(layer)));
        assertArrayEquals(expected, Shapes.of(keyValues.value(layer)));
      }
    }
  }

  @Test
  void theLocalFeaturesScaleTheTokens() {
    try (Scope scope = Scope.open()) {
      IdentityAdapter v2 = adapter(Weights.random(2), Toys.adapterConfig());
      IdentityAdapter v1 = adapter(Weights.random(2), Toys.adapterConfig().withShortcut(false));
      Tensor none = tokens(v2, 0);
      Tensor full = tokens(v2, 1);
      Similarity.assertClose("T", none.add(tokens(v1, 1)), full, 1e-6, 1e-6);
      assertTrue(Similarity.maxError(none, full) > 1e-3);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void gradientsReachTokensKeysAndEveryWeight(Precision precision) {
    if (precision == Precision.FP16) {
      return; // not a format CPUs train in
    }
    TrainableWeights trained = new TrainableWeights(Weights.random(2), precision);
    IdentityAdapter adapter = adapter(trained.weights(), Toys.adapterConfig());
    UNet2DConditionModel base = Toys.unet(Weights.random(1).converted(precision.type()));
    try (Scope scope = Scope.open()) {
      Tensor tokens = tokens(adapter, 1);
      tokens.retain_grad();
      KeyValues keyValues = adapter.keyValues(tokens);
      keyValues.keys().forEach(Tensor::retain_grad);
      keyValues.values().forEach(Tensor::retain_grad);
      Tensor latents = Toys.noise(4, 2, 4, 8, 8);
      Mgmica attention =
          Mgmica.of(base, base.textKeyValues(Toys.noise(5, 2, 5, Toys.TEXT_WIDTH)), 8, 8)
              .withIdentities(
                  MaskedTokens.of(keyValues, torch.ones(2, 1, 8, 8), 1, MaskRule.MGMICA));
      base.predict(latents, Toys.timestep(300), Conditioning.of(attention))
          .square()
          .mean()
          .backward();
      assertMoves("tokens", tokens.grad());
      keyValues.keys().forEach(k -> assertMoves("key", k.grad()));
      keyValues.values().forEach(v -> assertMoves("value", v.grad()));
      for (Map.Entry<String, Tensor> master : trained.masters().entrySet()) {
        assertTrue(master.getValue().grad().defined(), master.getKey());
        assertMoves(master.getKey(), master.getValue().grad());
      }
    }
  }

  @Test
  void trainingMayStartFromTheTextMaps() {
    try (Scope scope = Scope.open()) {
      Weights base = Weights.random(1);
      Weights initial = IdentityAdapter.initial(2, base, unet.crossAttentionLayers());
      IdentityAdapter adapter = adapter(initial, Toys.adapterConfig());
      Tensor tokens = Toys.noise(6, 1, Toys.TOKENS, Toys.TEXT_WIDTH);
      KeyValues ours = adapter.keyValues(tokens);
      KeyValues text = unet.textKeyValues(tokens);
      for (CrossAttentionLayer layer : unet.crossAttentionLayers()) {
        assertEquals(0, Similarity.maxError(text.key(layer), ours.key(layer)));
        assertEquals(0, Similarity.maxError(text.value(layer), ours.value(layer)));
      }
    }
  }

  @Test
  void lowRankPartsStartAtNothingAndKeepTheBase() {
    try (Scope scope = Scope.open()) {
      Weights base = Weights.random(1);
      IdentityAdapter adapter = adapter(Weights.random(2), Toys.adapterConfig().withLoraRank(2));
      UNet2DConditionModel merged = Toys.unet(adapter.withLora(base).materialized());
      Tensor text = Toys.noise(5, 1, 5, Toys.TEXT_WIDTH);
      Tensor latents = Toys.noise(4, 1, 4, 8, 8);
      Tensor t = Toys.timestep(300);
      Tensor before = unet.predict(latents, t, Conditioning.text(unet, text));
      Tensor after = merged.predict(latents, t, Conditioning.text(merged, text));
      assertEquals(0, Similarity.maxError(before, after));
    }
  }

  @Test
  void refusesMissingAndMisshapedFeatures() {
    try (Scope scope = Scope.open()) {
      IdentityAdapter adapter = adapter(Weights.random(2), Toys.adapterConfig());
      Tensor global = Toys.noise(3, 2, Toys.ID_WIDTH);
      assertThrows(IllegalArgumentException.class, () -> adapter.tokens(global, null, 1));
      Tensor local = Toys.noise(3, 2, 4, Toys.LOCAL_WIDTH + 1);
      assertThrows(IllegalArgumentException.class, () -> adapter.tokens(global, local, 1));
    }
  }

  @Test
  void theConfigIsDataAndChecksItself() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    IdentityAdapterConfig config = Toys.adapterConfig();
    String json = mapper.writeValueAsString(config);
    assertEquals(config, mapper.readValue(json, IdentityAdapterConfig.class));
    assertThrows(
        IllegalArgumentException.class,
        () -> IdentityAdapterConfig.faceIdPlusV2(6, 5, 12, 0, 6, 2, 1));
  }

  private static IdentityAdapter adapter(Weights weights, IdentityAdapterConfig config) {
    return weights.build(w -> new IdentityAdapter(w, config, unet.crossAttentionLayers()));
  }

  private static Tensor tokens(IdentityAdapter adapter, double s) {
    return adapter.tokens(
        Toys.noise(3, 2, Toys.ID_WIDTH), Toys.noise(3, 2, 4, Toys.LOCAL_WIDTH), s);
  }

  private static void assertMoves(String what, Tensor gradient) {
    assertTrue(Tensors.scalar(gradient.abs().sum()) > 0, "no gradient reaches " + what);
  }
}
