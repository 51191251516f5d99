package io.github.fpga.cli.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipVisionConfig;
import io.github.fpga.models.clip.ClipVisionModel;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.keys.KeyMap;
import io.github.fpga.models.keys.UNetKeys;
import io.github.fpga.models.keys.VaeKeys;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.onnx.TinyFaceNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * Model sets in the shape of Stable Diffusion 1.5 and XL with small random networks, as a user adds
 * them: {@code tiny15} and {@code tinyxl}, in diffusers' folders.
 */
final class TinyPublicSets {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String UNET =
      """
      {"_class_name": "UNet2DConditionModel", "sample_size": 8, "in_channels": 4,
       "out_channels": 4, "layers_per_block": 1, "norm_num_groups": 8, %s}""";
  private static final String SD15 =
      """
      "block_out_channels": [16, 16, 32], "attention_head_dim": 2, "cross_attention_dim": 32,
      "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
      "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]""";
  private static final String SDXL =
      """
      "block_out_channels": [16, 32, 32], "attention_head_dim": [2, 4, 4],
      "cross_attention_dim": 48, "transformer_layers_per_block": [1, 1, 2],
      "use_linear_projection": true, "addition_embed_type": "text_time",
      "addition_time_embed_dim": 8, "projection_class_embeddings_input_dim": 72,
      "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
      "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"]""";
  private static final String VAE =
      """
      {"_class_name": "AutoencoderKL", "block_out_channels": [8, 8, 8, 8], "norm_num_groups": 4}""";
  private static final String TEXT =
      """
      {"model_type": "clip_text_model", "vocab_size": 634, "hidden_size": %d,
       "intermediate_size": 32, "projection_dim": %d, "num_hidden_layers": 2,
       "num_attention_heads": 2, "max_position_embeddings": 77, "eos_token_id": 633}""";
  private static final String VISION =
      """
      {"model_type": "clip_vision_model", "hidden_size": 24, "intermediate_size": 32,
       "projection_dim": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "image_size": 28,
       "patch_size": 7, "hidden_act": "gelu"}""";

  private final Path folder;

  private TinyPublicSets(Path folder) {
    this.folder = folder;
  }

  /** Writes both sets and the face models they are bound to; gives the folder for --sets. */
  static Path write(Path folder) {
    TinyPublicSets sets = new TinyPublicSets(folder);
    sets.faces();
    sets.set("tiny15", "sd15", SD15, 32);
    sets.set("tinyxl", "sdxl", SDXL, 48);
    return folder;
  }

  /**
   * Further sets beside those of {@link #write}: {@code tinyinpaint} with a base of nine channels,
   * and {@code tiny15} with a base in a single file ({@code tiny15-single}), LoRAs for few steps
   * ({@code -lcm}, {@code -hyper}) and both versions of FaceID-Plus ({@code -faceid}, {@code
   * -faceid1}).
   */
  static void writeVariants(Path folder) {
    TinyPublicSets sets = new TinyPublicSets(folder);
    sets.set("tinyinpaint", "sd15", SD15, 32);
    sets.single();
    sets.variant("single", "", "{role: base, local: tiny15/single.safetensors}");
    String lora = "tiny15/few.safetensors";
    writeKohya(folder.resolve(lora));
    String few = "{role: few-step-lora, local: %s, scale: 0.8}".formatted(lora);
    sets.variant("lcm", "sampling: {sampler: lcm, steps: 3, guidance: 1.5}", few);
    sets.variant(
        "hyper", "sampling: {sampler: ddim, steps: 3, guidance: 1, spacing: trailing}", few);
    for (String name : new String[] {"faceid-plusv2_tiny", "faceid-plus_tiny"}) {
      IdentityAdapterConfig config =
          IdentityAdapterConfig.faceIdPlusV2(128, 24, 32, 4, 64, 1, 1).withLoraRank(2);
      sets.adapter("tiny15/" + name + ".safetensors", config, SD15);
    }
    String identity = "{role: identity, local: tiny15/%s_tiny.safetensors}";
    sets.variant("faceid", "", identity.formatted("faceid-plusv2"));
    sets.variant("faceid1", "", identity.formatted("faceid-plus"));
  }

  private void variant(String name, String sampling, String component) {
    text(
        "tiny15-" + name + ".yaml",
        """
        name: tiny15-%s
        extends: tiny15
        description: a variant
        %s
        components:
          - %s
        """
            .formatted(name, sampling, component));
  }

  /** The networks of tiny15 in the original layout in one file, their configs beside it. */
  private void single() {
    UNetConfig unet = UNetConfig.fromJson(json(UNET.formatted(SD15)));
    Map<String, Tensor> all = new LinkedHashMap<>();
    KeyMap unetKeys = UNetKeys.of(unet);
    stored("unet").forEach((k, v) -> all.put("model.diffusion_model." + unetKeys.original(k), v));
    KeyMap vaeKeys = VaeKeys.of(AutoencoderKlConfig.fromJson(json(VAE)));
    stored("vae")
        .forEach(
            (k, v) -> {
              boolean map = k.contains("attentions.0.to_") && k.endsWith("weight");
              Tensor stored = map ? v.unsqueeze(2).unsqueeze(3) : v;
              all.put("first_stage_model." + vaeKeys.original(k), stored);
            });
    stored("text_encoder").forEach((k, v) -> all.put("cond_stage_model.transformer." + k, v));
    Safetensors.write(folder.resolve("tiny15").resolve("single.safetensors"), all, Map.of());
  }

  private Map<String, Tensor> stored(String network) {
    Checkpoint file =
        Checkpoint.open(folder.resolve("tiny15").resolve(network).resolve("model.safetensors"));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    file.keys().forEach(key -> tensors.put(key, file.tensor(key)));
    return tensors;
  }

  /** As LCM's and Hyper-SD's authors publish theirs. */
  private static void writeKohya(Path file) {
    String module = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_v";
    float[] values = new float[4 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 7 - 3) * 0.3f;
    }
    Safetensors.write(
        file,
        Map.of(
            module + ".lora_down.weight", Tensors.of(values, 4, 16),
            module + ".lora_up.weight", Tensors.of(values, 16, 4),
            module + ".alpha", Tensors.of(new float[] {2})),
        Map.of());
  }

  /** A LoRA of the tiny denoiser's first attention. */
  static Path writeLora(Path file) {
    return writeLora(file, "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_v", 16, 0.3);
  }

  /** A LoRA of one square map of a denoiser. */
  static Path writeLora(Path file, String module, int width, double size) {
    float[] down = new float[4 * width];
    float[] up = new float[width * 4];
    for (int i = 0; i < down.length; i++) {
      down[i] = (float) ((i % 7 - 3) * size);
      up[i] = (float) ((i % 5 - 2) * size);
    }
    Safetensors.write(
        file,
        Map.of(
            "unet." + module + ".lora_A.weight", Tensors.of(down, 4, width),
            "unet." + module + ".lora_B.weight", Tensors.of(up, width, 4)),
        Map.of());
    return file;
  }

  private void faces() {
    text(
        "faces.yaml",
        """
        name: tiny-faces
        family: faces
        description: red blocks
        components:
          - {role: face-detector, local: detector.onnx}
          - {role: face-recogniser, local: recogniser.onnx}
        """);
    TinyFaceNetworks.writeDetector(folder.resolve("detector.onnx"));
    TinyFaceNetworks.writeRecogniser(folder.resolve("recogniser.onnx"));
  }

  private void set(String name, String family, String shape, int textWidth) {
    text(
        name + ".yaml",
        """
        name: %1$s
        family: %2$s
        description: small and random
        faces: tiny-faces
        sampling: {sampler: ddim, steps: 2, guidance: 3, spacing: trailing}
        components:
          - {role: base, local: %1$s}
          - {role: controlnet, local: %1$s/controlnet}
          - {role: identity, local: %1$s/adapter.safetensors}
          - {role: image-encoder, local: %1$s/image_encoder}
        """
            .formatted(name, family));
    String denoiser = UNET.formatted(shape);
    String changed =
        name.equals("tinyinpaint")
            ? denoiser.replace("\"in_channels\": 4", "\"in_channels\": 9")
            : denoiser;
    UNetConfig unet = UNetConfig.fromJson(json(changed));
    network(name + "/unet", changed, 1, w -> new UNet2DConditionModel(w, unet));
    AutoencoderKlConfig vae = AutoencoderKlConfig.fromJson(json(VAE));
    network(name + "/vae", VAE, 2, w -> new AutoencoderKl(w, vae));
    texts(name, family);
    ObjectNode control = (ObjectNode) json(UNET.formatted(shape));
    control.put("_class_name", "ControlNetModel");
    control.putArray("conditioning_embedding_out_channels").add(4).add(4).add(8).add(8);
    ControlNetConfig controlNet = ControlNetConfig.fromJson(control);
    network(name + "/controlnet", control.toString(), 5, w -> new ControlNetModel(w, controlNet));
    ClipVisionConfig vision = config(VISION, ClipVisionConfig.class);
    network(name + "/image_encoder", VISION, 6, w -> new ClipVisionModel(w, vision));
    IdentityAdapterConfig adapter = IdentityAdapterConfig.plus(24, textWidth, 4, 16, 64, 1, 1);
    adapter(name + "/adapter.safetensors", adapter, shape);
  }

  private void adapter(String name, IdentityAdapterConfig config, String shape) {
    UNetConfig unet = UNetConfig.fromJson(json(UNET.formatted(shape)));
    save(
        folder.resolve(name),
        MadeUpWeights.of(
            7,
            w ->
                new IdentityAdapter(
                    w,
                    config,
                    new UNet2DConditionModel(Weights.random(1), unet).crossAttentionLayers())));
  }

  private void texts(String name, String family) {
    boolean two = family.equals("sdxl");
    String[] classes = {"CLIPTextModel", "CLIPTextModelWithProjection"};
    ObjectNode index = JSON.createObjectNode();
    index.put("_class_name", two ? "StableDiffusionXLPipeline" : "StableDiffusionPipeline");
    index.putArray("unet").add("diffusers").add("UNet2DConditionModel");
    index.putArray("vae").add("diffusers").add("AutoencoderKL");
    for (int i = 0; i < (two ? 2 : 1); i++) {
      String end = i == 0 ? "" : "_2";
      String json = TEXT.formatted(i == 0 ? 32 : 16, 24);
      ClipTextConfig config = ClipTextConfig.fromJson(json(json));
      boolean second = i == 1;
      network(
          name + "/text_encoder" + end,
          json,
          3 + i,
          w -> {
            if (second) {
              ClipTextModel.withProjection(w, config);
            } else {
              new ClipTextModel(w, config);
            }
          });
      index.putArray("text_encoder" + end).add("transformers").add(classes[i]);
      for (String file : List.of("vocab.json", "merges.txt")) {
        copy("tokenizer_tiny/" + file, name + "/tokenizer" + end + "/" + file);
      }
    }
    text(name + "/model_index.json", index.toString());
  }

  private void network(String place, String config, long seed, Consumer<Weights> network) {
    text(place + "/config.json", config);
    Path target = folder.resolve(place).resolve("model.safetensors");
    save(target, MadeUpWeights.of(seed, network));
  }

  /** What training starts at zero has an effect here. */
  private static void save(Path file, Map<String, Tensor> tensors) {
    Map<String, Tensor> changed = new HashMap<>();
    tensors.forEach(
        (key, tensor) -> {
          boolean zero = key.startsWith("controlnet_") && key.endsWith("weight");
          changed.put(key, zero ? Tensors.add(tensor, 0.05) : tensor);
        });
    Safetensors.write(file, new LinkedHashMap<>(changed), Map.of());
  }

  private void text(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(String golden, String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + golden)) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(in, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    return config(text, JsonNode.class);
  }

  private static <T> T config(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
