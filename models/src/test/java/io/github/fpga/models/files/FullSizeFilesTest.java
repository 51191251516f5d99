package io.github.fpga.models.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.keys.ControlNetKeys;
import io.github.fpga.models.keys.KeyMap;
import io.github.fpga.models.keys.OpenClipKeys;
import io.github.fpga.models.keys.UNetKeys;
import io.github.fpga.models.keys.VaeKeys;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Origin;
import io.github.fpga.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Single files of full-size public models, with their shapes and without their numbers: sparse
 * files of up to seven gigabytes that take no room, from which the networks are built strictly.
 */
@EnabledOnOs(OS.LINUX)
class FullSizeFilesTest {

  @TempDir Path folder;

  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private static JsonNode list(String name) throws IOException {
    return new ObjectMapper().readTree(Golden.file("keys_full/" + name + ".json").toFile());
  }

  private static Map<String, long[]> shapes(JsonNode list) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    list.path("tensors")
        .properties()
        .forEach(
            entry ->
                shapes.put(
                    entry.getKey(),
                    StreamSupport.stream(entry.getValue().spliterator(), false)
                        .mapToLong(JsonNode::asLong)
                        .toArray()));
    return shapes;
  }

  private void add(JsonNode list, String prefix, Function<String, Origin> layout) {
    shapes(list)
        .forEach(
            (key, shape) -> {
              Origin origin = layout.apply(key);
              shapes.put(prefix + origin.key(), origin.storedShape().apply(shape));
            });
  }

  private void add(JsonNode list, String prefix, KeyMap map) {
    add(list, prefix, key -> Origin.of(map.original(key)));
  }

  private void addVae(String name) throws IOException {
    JsonNode list = list(name);
    AutoencoderKlConfig config = AutoencoderKlConfig.fromJson(list.path("config"));
    add(list, "first_stage_model.", VaeKeys.convolutional(config));
  }

  private ModelFiles write() throws IOException {
    shapes.put("alphas_cumprod", new long[] {1000});
    shapes.put("model_ema.decay", new long[] {1});
    Path file = folder.resolve("model.safetensors");
    TestFiles.writeSparse(file, shapes);
    return ModelFiles.open(file);
  }

  @Test
  void stableDiffusion1() throws IOException {
    for (String name : new String[] {"unet_sd15", "unet_sd15_inpainting"}) {
      shapes.clear();
      JsonNode unet = list(name);
      UNetConfig config = UNetConfig.fromJson(unet.path("config"));
      add(unet, "model.diffusion_model.", UNetKeys.of(config));
      addVae("vae_sd");
      add(list("clip_text_vit_l"), "cond_stage_model.transformer.", Origin::of);
      shapes.put(
          "cond_stage_model.transformer.text_model.embeddings.position_ids", new long[] {1, 77});
      ModelFiles files = write();
      assertEquals(EnumSet.of(Part.UNET, Part.VAE, Part.TEXT_ENCODER), files.parts());
      assertEquals(config, files.unetConfig());
      files.unet().build(w -> new UNet2DConditionModel(w, config));
      files.vae().build(w -> new AutoencoderKl(w, files.vaeConfig()));
      ClipTextConfig text = files.textConfig(Part.TEXT_ENCODER);
      files.text(Part.TEXT_ENCODER).build(w -> new ClipTextModel(w, text));
      Files.delete(folder.resolve("model.safetensors"));
    }
  }

  @Test
  void stableDiffusionXl() throws IOException {
    JsonNode unet = list("unet_sdxl_base");
    UNetConfig config = UNetConfig.fromJson(unet.path("config"));
    add(unet, "model.diffusion_model.", UNetKeys.of(config));
    addVae("vae_sdxl");
    add(list("clip_text_vit_l"), "conditioner.embedders.0.transformer.", Origin::of);
    JsonNode second = list("clip_text_openclip_bigg");
    ClipTextConfig secondConfig = ClipTextConfig.fromJson(second.path("config"));
    add(second, "conditioner.embedders.1.model.", OpenClipKeys.layout(secondConfig));
    shapes.put("conditioner.embedders.1.model.logit_scale", new long[0]);
    ModelFiles files = write();
    assertEquals(Set.of(Part.values()), files.parts());
    assertEquals(config, files.unetConfig());
    files.unet().build(w -> new UNet2DConditionModel(w, config));
    files.vae().build(w -> new AutoencoderKl(w, files.vaeConfig()));
    assertEquals(0.13025, files.vaeConfig().scalingFactor());
    ClipTextConfig first = files.textConfig(Part.TEXT_ENCODER);
    files.text(Part.TEXT_ENCODER).build(w -> new ClipTextModel(w, first));
    files
        .text(Part.TEXT_ENCODER_2)
        .build(w -> ClipTextModel.withProjection(w, files.textConfig(Part.TEXT_ENCODER_2)));
  }

  @Test
  void controlNetsInTheirAuthorsLayoutAndInDiffusers() throws IOException {
    for (String name : new String[] {"controlnet_sd15", "controlnet_sdxl"}) {
      for (boolean original : new boolean[] {true, false}) {
        shapes.clear();
        JsonNode list = list(name);
        ControlNetConfig config = ControlNetConfig.fromJson(list.path("config"));
        if (original) {
          add(list, "control_model.", ControlNetKeys.of(config));
        } else {
          add(list, "", Origin::of);
        }
        Path file = folder.resolve(name + original + ".pth");
        TestFiles.writeSparse(file, shapes);
        Component component = ModelFiles.controlNet(file);
        assertEquals(config, component.config(ControlNetConfig::fromJson));
        ModelFiles.controlNetWeights(component).build(w -> new ControlNetModel(w, config));
      }
    }
  }

  @Test
  void anotherFamilyIsRefused() throws IOException {
    JsonNode list = list("unet_sd15");
    add(list, "model.diffusion_model.", UNetKeys.of(UNetConfig.fromJson(list.path("config"))));
    shapes.forEach(
        (key, shape) -> {
          if (key.matches(".*attn2.to_[kv].weight")) {
            shape[1] = 1024;
          }
        });
    CheckpointException e = assertThrows(CheckpointException.class, this::write);
    assertTrue(e.getMessage().contains("text of width 1024"), e.getMessage());
  }
}
