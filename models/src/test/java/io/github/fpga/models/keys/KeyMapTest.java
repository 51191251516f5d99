package io.github.fpga.models.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.testkit.Golden;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The full-size public models' names in the original layout and back. */
class KeyMapTest {

  private static JsonNode file(String name) throws IOException {
    return new ObjectMapper().readTree(Golden.file("keys_full/" + name + ".json").toFile());
  }

  private static UNetConfig unetConfig(JsonNode file) {
    return UNetConfig.fromJson(file.path("config"));
  }

  private static void assertOneToOne(KeyMap map, JsonNode file, String... unchanged) {
    Set<String> originals = new HashSet<>();
    file.path("tensors")
        .fieldNames()
        .forEachRemaining(
            key -> {
              String original = map.original(key);
              assertTrue(originals.add(original), original + " stands for two");
              assertEquals(key, map.diffusers(original));
              boolean same = List.of(unchanged).stream().anyMatch(key::startsWith);
              assertEquals(same, key.equals(original), key);
            });
    assertEquals(file.path("num_tensors").asInt(), originals.size());
  }

  private static void assertPairs(KeyMap map, Map<String, String> pairs) {
    pairs.forEach(
        (diffusers, original) -> {
          assertEquals(original, map.original(diffusers));
          assertEquals(diffusers, map.diffusers(original));
        });
  }

  @Test
  void denoiserOfStableDiffusion1() throws IOException {
    for (String name : List.of("unet_sd15", "unet_sd15_inpainting")) {
      JsonNode file = file(name);
      assertOneToOne(UNetKeys.of(unetConfig(file)), file);
    }
    assertPairs(
        UNetKeys.of(unetConfig(file("unet_sd15"))),
        Map.of(
            "conv_in.weight", "input_blocks.0.0.weight",
            "down_blocks.0.resnets.1.time_emb_proj.bias", "input_blocks.2.0.emb_layers.1.bias",
            "down_blocks.0.downsamplers.0.conv.weight", "input_blocks.3.0.op.weight",
            "down_blocks.3.resnets.1.conv2.weight", "input_blocks.11.0.out_layers.3.weight",
            "mid_block.resnets.1.norm1.weight", "middle_block.2.in_layers.0.weight",
            "up_blocks.0.upsamplers.0.conv.weight", "output_blocks.2.1.conv.weight",
            "up_blocks.1.upsamplers.0.conv.weight", "output_blocks.5.2.conv.weight",
            "up_blocks.3.attentions.2.transformer_blocks.0.attn2.to_k.weight",
                "output_blocks.11.1.transformer_blocks.0.attn2.to_k.weight",
            "up_blocks.3.resnets.2.conv_shortcut.weight",
                "output_blocks.11.0.skip_connection.weight",
            "conv_norm_out.bias", "out.0.bias"));
  }

  @Test
  void denoiserOfStableDiffusionXl() throws IOException {
    JsonNode file = file("unet_sdxl_base");
    KeyMap map = UNetKeys.of(unetConfig(file));
    assertOneToOne(map, file);
    assertPairs(
        map,
        Map.of(
            "add_embedding.linear_1.weight", "label_emb.0.0.weight",
            "add_embedding.linear_2.bias", "label_emb.0.2.bias",
            "down_blocks.1.attentions.0.proj_in.weight", "input_blocks.4.1.proj_in.weight",
            "down_blocks.2.attentions.1.transformer_blocks.9.ff.net.2.weight",
                "input_blocks.8.1.transformer_blocks.9.ff.net.2.weight",
            "up_blocks.0.upsamplers.0.conv.weight", "output_blocks.2.2.conv.weight",
            "up_blocks.1.upsamplers.0.conv.bias", "output_blocks.5.2.conv.bias",
            "up_blocks.2.resnets.2.conv1.weight", "output_blocks.8.0.in_layers.2.weight"));
  }

  /** More names from the public files sd_xl_base_1.0 and v1-5-pruned. */
  @Test
  void modulesOfDenoisers() throws IOException {
    assertPairs(
        UNetKeys.of(unetConfig(file("unet_sdxl_base"))),
        Map.of(
            "conv_in", "input_blocks.0.0",
            "down_blocks.1.resnets.0.conv_shortcut", "input_blocks.4.0.skip_connection",
            "down_blocks.2.attentions.1.proj_out", "input_blocks.8.1.proj_out",
            "mid_block.resnets.1.conv2", "middle_block.2.out_layers.3",
            "up_blocks.1.attentions.2.norm", "output_blocks.5.1.norm",
            "up_blocks.2.resnets.2.time_emb_proj", "output_blocks.8.0.emb_layers.1"));
    KeyMap one = UNetKeys.of(unetConfig(file("unet_sd15")));
    assertPairs(one, Map.of("down_blocks.3.resnets.1.conv1", "input_blocks.11.0.in_layers.2"));
    assertEquals("text_model.embeddings", one.original("text_model.embeddings"));
  }

  /** Names of a LoRA in the original layout, beside the modules they were made for. */
  @Test
  void theNumbersThatAnotherProgramGave() {
    Golden lora = Golden.load("lora_kohya_sdxl_tiny");
    KeyMap map = UNetKeys.of(UNetConfig.fromJson(lora.dependsOn("unet").config()));
    Set<String> actual = new TreeSet<>();
    lora.config()
        .path("targets")
        .forEach(target -> actual.add(map.original(target.asText()).replace('.', '_')));
    Set<String> expected = new TreeSet<>();
    for (String key : lora.weightTensors().keySet()) {
      expected.add(key.replaceFirst("^lora_unet_", "").replaceFirst("\\..*", ""));
    }
    assertEquals(expected, actual);
  }

  @Test
  void controlNet() throws IOException {
    JsonNode file = file("controlnet_sd15");
    KeyMap map = ControlNetKeys.of(ControlNetConfig.fromJson(file.path("config")));
    assertOneToOne(map, file);
    assertPairs(
        map,
        Map.of(
            "controlnet_cond_embedding.conv_in.weight", "input_hint_block.0.weight",
            "controlnet_cond_embedding.blocks.5.bias", "input_hint_block.12.bias",
            "controlnet_cond_embedding.conv_out.weight", "input_hint_block.14.weight",
            "controlnet_down_blocks.11.weight", "zero_convs.11.0.weight",
            "controlnet_mid_block.bias", "middle_block_out.0.bias",
            "down_blocks.2.downsamplers.0.conv.bias", "input_blocks.9.0.op.bias"));
  }

  @Test
  void autoencoders() throws IOException {
    for (String name : List.of("vae_sd", "vae_sdxl")) {
      JsonNode file = file(name);
      KeyMap map = VaeKeys.of(AutoencoderKlConfig.fromJson(file.path("config")));
      assertOneToOne(
          map,
          file,
          "quant_conv",
          "post_quant_conv",
          "encoder.conv_in",
          "encoder.conv_out",
          "decoder.conv_in",
          "decoder.conv_out");
      assertPairs(
          map,
          Map.of(
              "encoder.down_blocks.1.resnets.0.conv_shortcut.weight",
                  "encoder.down.1.block.0.nin_shortcut.weight",
              "encoder.down_blocks.2.downsamplers.0.conv.bias",
                  "encoder.down.2.downsample.conv.bias",
              "decoder.up_blocks.0.resnets.2.norm1.weight", "decoder.up.3.block.2.norm1.weight",
              "decoder.up_blocks.2.upsamplers.0.conv.weight", "decoder.up.1.upsample.conv.weight",
              "decoder.mid_block.attentions.0.to_out.0.weight",
                  "decoder.mid.attn_1.proj_out.weight",
              "decoder.mid_block.resnets.1.conv1.weight", "decoder.mid.block_2.conv1.weight",
              "decoder.conv_norm_out.weight", "decoder.norm_out.weight"));
    }
  }

  @Test
  void oneNameForTwoModulesIsAMistake() {
    KeyMap map = new KeyMap().add("a", "b");
    assertThrows(IllegalStateException.class, () -> map.add("c", "b"));
    assertEquals("unknown.weight", map.original("unknown.weight"));
  }
}
