package io.github.fpga.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipVisionConfig;
import io.github.fpga.models.clip.ClipVisionModel;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.models.vae.AutoencoderTiny;
import io.github.fpga.models.vae.AutoencoderTinyConfig;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.WeightSource;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The full-size public files fit our networks key by key and shape by shape, without a value. */
class PublicCheckpointKeysTest {

  private static JsonNode file(String name) throws IOException {
    return new ObjectMapper().readTree(Golden.file("keys_full/" + name + ".json").toFile());
  }

  private static <T> T build(JsonNode file, Function<Weights, T> network) {
    return Weights.of(new ShapesOnly(file.path("tensors"))).build(network);
  }

  @ParameterizedTest
  @CsvSource({"unet_sd15, 16", "unet_sd15_inpainting, 16", "unet_sdxl_base, 70"})
  void denoiser(String name, int layers) throws IOException {
    JsonNode file = file(name);
    UNetConfig config = UNetConfig.fromJson(file.path("config"));
    UNet2DConditionModel unet = build(file, w -> new UNet2DConditionModel(w, config));
    assertEquals(layers, unet.crossAttentionLayers().size());
  }

  @ParameterizedTest
  @CsvSource({"controlnet_sd15, 7", "controlnet_sdxl, 34"})
  void controlNet(String name, int layers) throws IOException {
    JsonNode file = file(name);
    ControlNetConfig config = ControlNetConfig.fromJson(file.path("config"));
    ControlNetModel control = build(file, w -> new ControlNetModel(w, config));
    assertEquals(layers, control.crossAttentionLayers().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip_text_vit_l", "clip_text_openclip_bigg"})
  void textEncoder(String name) throws IOException {
    JsonNode file = file(name);
    ClipTextConfig config = ClipTextConfig.fromJson(file.path("config"));
    boolean projects = file.path("class").asText().endsWith("WithProjection");
    build(
        file,
        w -> projects ? ClipTextModel.withProjection(w, config) : new ClipTextModel(w, config));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip_vision_vit_h", "clip_vision_bigg"})
  void pictureEncoder(String name) throws IOException {
    JsonNode file = file(name);
    ClipVisionConfig config =
        new ObjectMapper().treeToValue(file.path("config"), ClipVisionConfig.class);
    assertEquals(256, build(file, w -> new ClipVisionModel(w, config)).config().patches());
  }

  @Test
  void smallAutoencoder() throws IOException {
    JsonNode file = file("taesd");
    AutoencoderTinyConfig config =
        new ObjectMapper().treeToValue(file.path("config"), AutoencoderTinyConfig.class);
    assertEquals(8, build(file, w -> new AutoencoderTiny(w, config)).config().downsampling());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vae_sd", "vae_sdxl"})
  void autoencoder(String name) throws IOException {
    JsonNode file = file(name);
    AutoencoderKlConfig config = AutoencoderKlConfig.fromJson(file.path("config"));
    assertEquals(8, build(file, w -> new AutoencoderKl(w, config)).config().downsampling());
  }

  @Test
  void identityAdapters() throws IOException {
    identityAdapters(
        "unet_sd15",
        Map.of(
            "ip_adapter_sd15", IdentityAdapterConfig.plainSd15(),
            "ip_adapter_plus_sd15", IdentityAdapterConfig.plusSd15(),
            "ip_adapter_faceid_sd15", IdentityAdapterConfig.faceIdSd15(),
            "ip_adapter_faceid_plus_sd15", IdentityAdapterConfig.faceIdPlusV2Sd15()));
    identityAdapters(
        "unet_sdxl_base",
        Map.of(
            "ip_adapter_sdxl_vit_h", IdentityAdapterConfig.plainSdxl(),
            "ip_adapter_plus_sdxl_vit_h", IdentityAdapterConfig.plusSdxl(),
            "instantid_ip_adapter", IdentityAdapterConfig.instantId()));
  }

  private static void identityAdapters(String unet, Map<String, IdentityAdapterConfig> adapters)
      throws IOException {
    JsonNode base = file(unet);
    UNetConfig config = UNetConfig.fromJson(base.path("config"));
    List<CrossAttentionLayer> layers =
        build(base, w -> new UNet2DConditionModel(w, config)).crossAttentionLayers();
    for (Map.Entry<String, IdentityAdapterConfig> adapter : adapters.entrySet()) {
      JsonNode file = file(adapter.getKey());
      build(file, w -> new IdentityAdapter(w, adapter.getValue(), layers));
      List<String> upstream =
          StreamSupport.stream(file.path("attn_order").spliterator(), false)
              .map(entry -> entry.path("module").asText())
              .filter(module -> module.endsWith("attn2"))
              .sorted()
              .toList();
      assertEquals(upstream, layers.stream().map(CrossAttentionLayer::key).sorted().toList());
      assertTrue(upstream.size() == layers.size());
    }
  }

  /** A checkpoint's table of contents. */
  private static final class ShapesOnly implements WeightSource {
    private final Map<String, long[]> shapes = new HashMap<>();

    ShapesOnly(JsonNode tensors) {
      tensors
          .properties()
          .forEach(
              entry ->
                  shapes.put(
                      entry.getKey(),
                      StreamSupport.stream(entry.getValue().spliterator(), false)
                          .mapToLong(JsonNode::asLong)
                          .toArray()));
    }

    @Override
    public Set<String> keys() {
      return shapes.keySet();
    }

    @Override
    public Parameter get(String key, Init init, long... shape) {
      long[] held = shapes.get(key);
      if (held != null && !Arrays.equals(held, shape)) {
        throw new CheckpointException(
            "misshaped %s: %s, not %s"
                .formatted(key, Arrays.toString(held), Arrays.toString(shape)));
      }
      return held == null
          ? null
          : () -> {
            throw new IllegalStateException("no values here: " + key);
          };
    }
  }
}
