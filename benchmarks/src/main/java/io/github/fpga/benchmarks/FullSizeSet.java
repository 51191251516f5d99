package io.github.fpga.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Pictures;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipVisionConfig;
import io.github.fpga.models.clip.ClipVisionModel;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.onnx.TinyFaceNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Writes a set in the form of {@code sd15-portrait}, at full size, in fp16, with random weights,
 * and two pictures that its detector finds a face in: every picture command runs on it as it would
 * on the public files, of which nothing is needed.
 *
 * <p>Argument: the folder, which becomes the one for {@code --sets}. The set is named full15 and
 * takes 4.3 GB.
 */
public final class FullSizeSet {

  private static final int SIDE = 512;
  private static final int FACE = 32;
  private static final String VISION =
      """
      {"model_type": "clip_vision_model", "hidden_size": 1280, "intermediate_size": 5120,
       "projection_dim": 1024, "num_hidden_layers": 32, "num_attention_heads": 16,
       "image_size": 224, "patch_size": 14, "hidden_act": "gelu"}""";
  private static final String INDEX =
      """
      {"_class_name": "StableDiffusionPipeline", "unet": ["diffusers", "UNet2DConditionModel"],
       "vae": ["diffusers", "AutoencoderKL"], "text_encoder": ["transformers", "CLIPTextModel"]}""";
  private static final String SET =
      """
      name: full15
      family: sd15
      description: full size and random
      faces: tiny-faces
      sampling: {sampler: ddim, steps: 20, guidance: 6, spacing: trailing}
      components:
        - {role: base, local: full15}
        - {role: controlnet, local: full15/controlnet}
        - {role: identity, local: full15/adapter.safetensors}
        - {role: image-encoder, local: full15/image_encoder}
      """;
  private static final String FACES =
      """
      name: tiny-faces
      family: faces
      description: red blocks
      components:
        - {role: face-detector, local: detector.onnx}
        - {role: face-recogniser, local: recogniser.onnx}
      """;

  private final Path folder;
  private final PublicNetworks networks = PublicNetworks.of("sd15", Precision.FP16);

  private FullSizeSet(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    Engine.start();
    new FullSizeSet(Path.of(args[0])).write();
  }

  private void write() throws IOException {
    faces();
    text("full15.yaml", SET);
    text("full15/model_index.json", INDEX);
    JsonNode unet = networks.config("unet");
    network("unet", unet, w -> new UNet2DConditionModel(w, networks.unetConfig()));
    JsonNode vae = networks.config("vae");
    network("vae", vae, w -> new AutoencoderKl(w, AutoencoderKlConfig.fromJson(vae)));
    JsonNode text = words((ObjectNode) networks.config("text_encoder").deepCopy());
    network("text_encoder", text, w -> new ClipTextModel(w, ClipTextConfig.fromJson(text)));
    JsonNode control = networks.config("controlnet");
    ControlNetConfig controlNet = ControlNetConfig.fromJson(control);
    network("controlnet", control, w -> new ControlNetModel(w, controlNet));
    ObjectMapper mapper = new ObjectMapper();
    ClipVisionConfig vision = mapper.readValue(VISION, ClipVisionConfig.class);
    network("image_encoder", mapper.readTree(VISION), w -> new ClipVisionModel(w, vision));
    adapter();
  }

  /** The tokenizer has few words and numbers the end by another token. */
  private static JsonNode words(ObjectNode config) {
    return config.put("eos_token_id", 633);
  }

  /** IP-Adapter plus-face: sixteen tokens of a resampler four layers deep. */
  private void adapter() {
    IdentityAdapterConfig config = IdentityAdapterConfig.plus(1280, 768, 16, 768, 64, 12, 4);
    try (Scope scope = Scope.open()) {
      UNet2DConditionModel unet =
          new UNet2DConditionModel(
              Weights.of(new RandomFile(ScalarType.Half)), networks.unetConfig());
      save(
          folder.resolve("full15/adapter.safetensors"),
          w -> new IdentityAdapter(w, config, unet.crossAttentionLayers()));
    }
  }

  private void faces() throws IOException {
    Files.createDirectories(folder);
    text("faces.yaml", FACES);
    TinyFaceNetworks.writeDetector(folder.resolve("detector.onnx"));
    TinyFaceNetworks.writeRecogniser(folder.resolve("recogniser.onnx"));
    picture("anna.png", 0x20a040);
    picture("ben.png", 0xe0d0f0);
    Files.createDirectories(folder.resolve("full15/tokenizer"));
    for (String file : List.of("vocab.json", "merges.txt")) {
      try (InputStream in = Golden.class.getResourceAsStream("/golden/tokenizer_tiny/" + file)) {
        Files.write(folder.resolve("full15/tokenizer").resolve(file), in.readAllBytes());
      }
    }
  }

  /** A red block, which the detector takes for a face, on a shaded ground. */
  private void picture(String name, int ground) throws IOException {
    int[] pixels = new int[SIDE * SIDE];
    Arrays.setAll(
        pixels,
        i -> {
          int x = i % SIDE;
          int y = i / SIDE;
          boolean face = x / FACE == 7 && y / FACE == 5;
          return face ? 0xff0000 : ground ^ (x * 5 + y * 3) % 64;
        });
    Pictures.writePng(folder.resolve(name), Pictures.of(SIDE, SIDE, pixels), Map.of());
  }

  private void network(String name, JsonNode config, Consumer<Weights> network) throws IOException {
    text("full15/" + name + "/config.json", config.toString());
    save(folder.resolve("full15").resolve(name).resolve("model.safetensors"), network);
  }

  /** One tensor of each that the network asks for. */
  private static void save(Path file, Consumer<Weights> network) {
    try (Scope scope = Scope.open()) {
      RandomFile random = new RandomFile(ScalarType.Half);
      network.accept(Weights.of(random));
      Map<String, Tensor> tensors = new TreeMap<>();
      random
          .shapes()
          .forEach((key, shape) -> tensors.put(key, random.get(key, null, shape).value()));
      Safetensors.write(file, tensors, Map.of());
      System.out.println(file);
    }
  }

  private void text(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
