package io.github.fpga.models.unet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.models.Toys;
import io.github.fpga.testkit.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UNetConfigTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void survivesJson() throws JsonProcessingException {
    UNetConfig config = Toys.unetConfig();
    assertEquals(config, JSON.readValue(JSON.writeValueAsString(config), UNetConfig.class));
  }

  @Test
  void scalarsServeEveryLevel() {
    UNetConfig config = UNetConfig.fromJson(Golden.load("unet_sd15_tiny").config());
    assertEquals(config.levels(), config.attentionHeadDim().size());
    assertEquals(config.levels(), config.transformerLayersPerBlock().size());
    assertEquals(List.of(true, true, true), config.selfAttention());
  }

  @Test
  void refusesWhatTheNetworkCannotDoAndNamesIt() throws JsonProcessingException {
    Map<String, String> unsupported =
        Map.of(
            "addition_embed_type", "\"text_time\"",
            "class_embed_type", "\"timestep\"",
            "cross_attention_dim", "[1, 2]",
            "mid_block_type", "\"UNetMidBlock2D\"",
            "time_embedding_type", "\"fourier\"",
            "upcast_attention", "true",
            "resnet_time_scale_shift", "\"scale_shift\"",
            "norm_num_groups", "3",
            "attention_head_dim", "[8, 7]",
            "down_block_types", "[\"DownBlock2D\", \"AttnDownBlock2D\"]");
    for (Map.Entry<String, String> entry : unsupported.entrySet()) {
      ObjectNode json = JSON.valueToTree(Toys.unetConfig());
      JsonNode value = JSON.readTree(entry.getValue());
      json.set(entry.getKey(), value);
      String message =
          assertThrows(IllegalArgumentException.class, () -> UNetConfig.fromJson(json))
              .getMessage();
      assertTrue(message.contains(entry.getKey()), message);
    }
  }
}
