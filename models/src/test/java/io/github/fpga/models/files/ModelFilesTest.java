package io.github.fpga.models.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.models.Recorder;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A diffusers folder of small networks, whole and spoiled. */
class ModelFilesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX =
      """
      {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.30.3",
       "feature_extractor": [null, null], "safety_checker": [null, null],
       "scheduler": ["diffusers", "DDIMScheduler"],
       "text_encoder": ["transformers", "CLIPTextModel"],
       "tokenizer": ["transformers", "CLIPTokenizer"],
       "unet": ["diffusers", "UNet2DConditionModel"],
       "vae": ["diffusers", "AutoencoderKL"]}""";

  @TempDir Path folder;

  private final Map<Part, Map<String, Tensor>> tensors = new LinkedHashMap<>();
  private Scope scope;

  @BeforeEach
  void write() throws IOException {
    scope = Scope.open();
    Files.writeString(folder.resolve("model_index.json"), INDEX);
    Golden unet = Golden.load("unet_sd15_tiny");
    UNetConfig unetConfig = UNetConfig.fromJson(unet.config());
    part(Part.UNET, unet, Recorder.shapes(w -> new UNet2DConditionModel(w, unetConfig)));
    shard(tensors.get(Part.UNET));
    Golden vae = Golden.load("vae_tiny");
    AutoencoderKlConfig vaeConfig = AutoencoderKlConfig.fromJson(vae.config());
    part(Part.VAE, vae, Recorder.shapes(w -> new AutoencoderKl(w, vaeConfig)));
    TestFiles.write(
        folder.resolve("vae/diffusion_pytorch_model.fp16.safetensors"), tensors.get(Part.VAE));
    Golden text = Golden.load("clip_text_tiny");
    ClipTextConfig textConfig = ClipTextConfig.fromJson(text.config());
    Map<String, long[]> shapes = Recorder.shapes(w -> new ClipTextModel(w, textConfig));
    part(Part.TEXT_ENCODER, text, shapes);
    // By its content, whatever its name says.
    TestFiles.write(
        folder.resolve("text_encoder/pytorch_model.bin"), tensors.get(Part.TEXT_ENCODER));
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private void part(Part part, Golden golden, Map<String, long[]> shapes) throws IOException {
    Path at = Files.createDirectories(folder.resolve(part.folder()));
    JSON.writeValue(at.resolve("config.json").toFile(), golden.config());
    tensors.put(part, TestFiles.tensors(golden.weights(), shapes));
  }

  private void shard(Map<String, Tensor> all) throws IOException {
    Map<String, Tensor> first = new LinkedHashMap<>();
    Map<String, Tensor> second = new LinkedHashMap<>();
    ObjectNode index = JSON.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    all.forEach(
        (key, tensor) -> {
          boolean down = key.startsWith("down_blocks");
          (down ? first : second).put(key, tensor);
          map.put(key, "part-0000%d-of-00002.safetensors".formatted(down ? 1 : 2));
        });
    Path unet = folder.resolve("unet");
    TestFiles.write(unet.resolve("part-00001-of-00002.safetensors"), first);
    TestFiles.write(unet.resolve("part-00002-of-00002.safetensors"), second);
    JSON.writeValue(unet.resolve("diffusion_pytorch_model.safetensors.index.json").toFile(), index);
  }

  @Test
  void everyNetworkOfAFolder() {
    ModelFiles files = ModelFiles.open(folder);
    assertEquals(Set.of(Part.UNET, Part.VAE, Part.TEXT_ENCODER), files.parts());
    TestFiles.assertHolds(files.unet(), tensors.get(Part.UNET));
    TestFiles.assertHolds(files.vae(), tensors.get(Part.VAE));
    TestFiles.assertHolds(files.text(Part.TEXT_ENCODER), tensors.get(Part.TEXT_ENCODER));
    files.unet().build(w -> new UNet2DConditionModel(w, files.unetConfig()));
    files.vae().build(w -> new AutoencoderKl(w, files.vaeConfig()));
    ClipTextConfig config = files.textConfig(Part.TEXT_ENCODER);
    files.text(Part.TEXT_ENCODER).build(w -> new ClipTextModel(w, config));
    Component alone = ModelFiles.component(folder.resolve("vae"));
    assertEquals(files.vaeConfig(), alone.config(AutoencoderKlConfig::fromJson));
    TestFiles.assertHolds(
        Layouts.vae(alone.checkpoint(), files.vaeConfig()), tensors.get(Part.VAE));
    assertRefused(() -> files.text(Part.TEXT_ENCODER_2), "holds no text_encoder_2");
  }

  @Test
  void configsThatAskForMoreAreRefusedWithTheirFile() throws IOException {
    assertConfig("unet", "{\"attention_type\": \"gated\"}", "attention_type");
    assertConfig("unet", "{\"class_embed_type\": \"timestep\"}", "class_embed_type");
    assertConfig("vae", "{\"act_fn\": \"relu\"}", "act_fn = \"relu\" is not supported");
    assertConfig("vae", "{\"latents_mean\": [1, 2]}", "latents_mean");
    assertConfig("vae", "{\"use_quant_conv\": false}", "use_quant_conv = false");
    assertConfig("vae", "{\"down_block_types\": [\"AttnDownEncoderBlock2D\"]}", "AttnDown");
    assertConfig("vae", "{\"norm_num_groups\": \"x\"}", "no whole number");
    assertConfig("vae", "{\"norm_num_groups\": 0}", "norm_num_groups 0");
    assertConfig("vae", "{\"scaling_factor\": \"x\"}", "no number");
    assertConfig("text_encoder", "{\"model_type\": \"bert\"}", "model_type = \"bert\"");
    assertConfig("text_encoder", "{\"architectures\": [\"BertModel\"]}", "BertModel");
    assertConfig("text_encoder", "{\"hidden_act\": \"relu\"}", "hidden_act");
  }

  private void assertConfig(String part, String change, String expected) throws IOException {
    Path file = folder.resolve(part).resolve("config.json");
    byte[] before = Files.readAllBytes(file);
    ObjectNode config = (ObjectNode) JSON.readTree(before);
    JsonNode changes = JSON.readTree(change);
    config.setAll((ObjectNode) changes);
    JSON.writeValue(file.toFile(), config);
    ModelFiles files = ModelFiles.open(folder);
    String message =
        assertRefused(
            () -> {
              switch (part) {
                case "unet" -> files.unetConfig();
                case "vae" -> files.vaeConfig();
                default -> files.textConfig(Part.TEXT_ENCODER);
              }
            },
            expected);
    assertTrue(message.contains(file.toString()), message);
    Files.write(file, before);
  }

  @Test
  void foldersThatLackSomething() throws IOException {
    Path index = folder.resolve("model_index.json");
    Files.writeString(index, INDEX.replace("StableDiffusionPipeline", "FluxPipeline"));
    assertRefused(() -> ModelFiles.open(folder), "describes a FluxPipeline");
    Files.writeString(index, INDEX.replace("AutoencoderKL", "VQModel"));
    assertRefused(() -> ModelFiles.open(folder), "vae is a VQModel");
    Files.writeString(index, "[]");
    assertRefused(() -> ModelFiles.open(folder), "no JSON object");
    Files.writeString(index, "{");
    assertRefused(() -> ModelFiles.open(folder), "not valid JSON");
    Files.delete(index);
    assertRefused(() -> ModelFiles.open(folder), "there is no " + index);
    Files.writeString(index, INDEX);
    Path weights = folder.resolve("vae/diffusion_pytorch_model.fp16.safetensors");
    Files.move(weights, weights.resolveSibling("other.safetensors"));
    assertRefused(() -> ModelFiles.open(folder), "holds no checkpoint");
    Files.move(weights.resolveSibling("other.safetensors"), weights);
    Files.delete(folder.resolve("vae/config.json"));
    assertRefused(() -> ModelFiles.open(folder), "config.json; fetch the model's whole folder");
  }

  @Test
  void aFileOfNoKnownLayout() {
    Path vae = folder.resolve("vae/diffusion_pytorch_model.fp16.safetensors");
    assertRefused(() -> ModelFiles.open(vae), "no network in the original");
  }

  private static String assertRefused(Runnable action, String part) {
    String message = assertThrows(CheckpointException.class, action::run).getMessage();
    assertTrue(message.contains(part), part + " in: " + message);
    return message;
  }
}
