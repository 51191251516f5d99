package io.github.fpga.models.unet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with diffusers' UNet2DConditionModel. Tolerance: the files' own, 1e-4; upstream in fp32
 * is within 3e-6 of upstream in fp64, the rest leaves room for other summation orders.
 */
class UNet2DConditionModelParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static List<String> files() {
    return Golden.names("unet_");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCaseOfTheFile(String name) {
    Golden golden = Golden.load(name);
    UNetConfig config = UNetConfig.fromJson(golden.config());
    UNet2DConditionModel unet = golden.weights().build(w -> new UNet2DConditionModel(w, config));
    List<String> cases = cases(golden);
    assertFalse(cases.isEmpty());
    for (String c : cases) {
      try (Scope scope = Scope.open();
          NoGradGuard guard = new NoGradGuard()) {
        Conditioning text = Conditioning.text(unet, golden.in(c + "encoder_hidden_states"));
        if (config.hasAddition()) {
          Tensor pooled = golden.in(c + "text_embeds");
          Tensor addition = unet.additionEmbedding(pooled, golden.in(c + "time_ids"));
          if (c.isEmpty()) {
            golden.assertClose("debug.add_embedding", addition);
          }
          text = text.withAddition(addition);
        }
        Tensor out = unet.predict(golden.in(c + "sample"), golden.in(c + "timestep"), text);
        golden.assertClose(c + "sample", out);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void crossAttentionLayersHaveTheCheckpointsNames(String name) {
    Golden golden = Golden.load(name);
    UNetConfig config = UNetConfig.fromJson(golden.config());
    UNet2DConditionModel unet = new UNet2DConditionModel(golden.weights(), config);
    for (int i = 0; i < unet.crossAttentionLayers().size(); i++) {
      CrossAttentionLayer layer = unet.crossAttentionLayers().get(i);
      assertEquals(i, layer.index());
      assertTrue(golden.weights().has(layer.key() + ".to_k.weight"), layer.key());
    }
    List<String> upstream = new ArrayList<>();
    for (JsonNode processor : golden.json().path("attn_order")) {
      if (processor.path("module").asText().endsWith("attn2")) {
        upstream.add(processor.path("module").asText());
      }
    }
    if (!upstream.isEmpty()) {
      assertEquals(
          upstream.stream().sorted().toList(),
          unet.crossAttentionLayers().stream().map(CrossAttentionLayer::key).sorted().toList());
    }
  }

  /** The prefixes of the file's input sets, as "" and "case2.". */
  private static List<String> cases(Golden golden) {
    return golden.inputs().stream()
        .filter(i -> i.endsWith("sample") && golden.hasOut(i))
        .map(i -> i.substring(0, i.length() - "sample".length()))
        .toList();
  }
}
