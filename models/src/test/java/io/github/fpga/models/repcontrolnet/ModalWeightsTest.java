package io.github.fpga.models.repcontrolnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModalWeightsTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "down_blocks.0.resnets.0.conv1.weight",
        "mid_block.resnets.1.conv2.bias",
        "up_blocks.2.resnets.0.conv_shortcut.weight",
        "down_blocks.1.attentions.0.proj_in.weight",
        "mid_block.attentions.0.proj_out.bias",
        "down_blocks.1.attentions.0.transformer_blocks.3.attn1.to_q.weight",
        "up_blocks.1.attentions.2.transformer_blocks.0.attn2.to_k.weight",
        "up_blocks.1.attentions.2.transformer_blocks.0.attn2.to_v.weight",
        "up_blocks.1.attentions.2.transformer_blocks.0.attn2.to_out.0.bias",
        "mid_block.attentions.0.transformer_blocks.0.ff.net.0.proj.weight",
        "mid_block.attentions.0.transformer_blocks.0.ff.net.2.bias",
        "unet.mid_block.resnets.1.conv2.weight"
      })
  void linearMapsAreCopied(String key) {
    assertTrue(ModalWeights.copies(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv_in.weight",
        "conv_out.bias",
        "conv_norm_out.weight",
        "time_embedding.linear_1.weight",
        "add_embedding.linear_2.bias",
        "down_blocks.0.resnets.0.time_emb_proj.weight",
        "down_blocks.0.resnets.0.norm1.weight",
        "down_blocks.0.attentions.0.norm.bias",
        "down_blocks.0.attentions.0.transformer_blocks.0.norm3.weight",
        "down_blocks.0.downsamplers.0.conv.weight",
        "up_blocks.0.upsamplers.0.conv.bias",
        "controlnet_cond_embedding.conv_in.weight"
      })
  void everythingElseIsNot(String key) {
    assertFalse(ModalWeights.copies(key));
  }

  static List<String> denoisers() {
    return Golden.names("unet_");
  }

  @ParameterizedTest
  @MethodSource("denoisers")
  void everyKeyOfADenoiserIsOnOneSide(String name) {
    Set<String> kept = new TreeSet<>(Golden.load(name).weights().source().keys());
    int all = kept.size();
    kept.removeIf(ModalWeights::copies);
    assertTrue(kept.size() < all / 2);
    Pattern expected =
        Pattern.compile(
            "(.*norm.*|(time|add)_embedding.*|.*time_emb_proj.*|conv_(in|out).*|.*samplers.*)");
    kept.removeIf(key -> expected.matcher(key).matches());
    assertEquals(Set.of(), kept);
  }

  @Test
  void copiesStartAtGammaTimesTheBase() {
    String key = "mid_block.resnets.0.conv1.bias";
    try (Scope scope = Scope.open()) {
      Tensor values = Tensors.of(new float[] {1, -2, 3}, 3);
      Map<String, Tensor> base = Map.of(key, values, "conv_in.bias", values);
      Weights initial = ModalWeights.initial(Weights.of(base), 0.5);
      assertEquals(Set.of(key), initial.source().keys());
      assertFalse(initial.has("conv_in.bias"));
      Tensor start = initial.parameter(key, Init.ZEROS, 3).value();
      assertArrayEquals(new float[] {0.5f, -1, 1.5f}, Tensors.floats(start));
      TrainableWeights trainable = ModalWeights.trainable(Weights.of(base), 0.5);
      trainable.weights().parameter(key, Init.ZEROS, 3);
      assertTrue(trainable.masters().get(key).requires_grad());
      assertArrayEquals(new float[] {0.5f, -1, 1.5f}, Tensors.floats(trainable.masters().get(key)));
    }
  }

  @Test
  void gammaIsAShare() {
    assertThrows(IllegalArgumentException.class, () -> new Tied(1));
    assertThrows(IllegalArgumentException.class, () -> new Tied(-0.1));
    assertThrows(IllegalArgumentException.class, () -> new Tied(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> ModalWeights.initial(Weights.random(1), 2));
  }
}
