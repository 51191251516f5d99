package io.github.fpga.models.files;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.Recorder;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.keys.ControlNetKeys;
import io.github.fpga.models.keys.UNetKeys;
import io.github.fpga.models.keys.VaeKeys;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small networks with random weights in every layout, fp16 in the file: the same come out. */
class LayoutsTest {

  @TempDir Path folder;

  private Scope scope;
  private int files;

  @BeforeEach
  void open() {
    scope = Scope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private Checkpoint file(Map<String, Tensor> tensors, UnaryOperator<String> name) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    tensors.forEach((key, tensor) -> named.put(name.apply(key), tensor));
    Path file = folder.resolve("file%d.safetensors".formatted(files++));
    TestFiles.write(file, named);
    return Checkpoint.open(file);
  }

  private static Tensor some(long... shape) {
    return Weights.random(1).parameter("x", Init.normal(1), shape).value();
  }

  @Test
  void denoiser() {
    Golden golden = Golden.load("unet_sd15_tiny");
    UNetConfig config = UNetConfig.fromJson(golden.config());
    Map<String, Tensor> tensors =
        TestFiles.tensors(
            golden.weights(), Recorder.shapes(w -> new UNet2DConditionModel(w, config)));
    TestFiles.assertHolds(Layouts.unet(file(tensors, k -> k), config), tensors);
    TestFiles.assertHolds(Layouts.unet(file(tensors, k -> "unet." + k), config), tensors);
    for (String prefix : List.of("", "model.diffusion_model.", "diffusion_model.")) {
      Checkpoint file = file(tensors, k -> prefix + UNetKeys.of(config).original(k));
      TestFiles.assertHolds(Layouts.unet(file, config), tensors);
    }
    Map<String, Tensor> more = new LinkedHashMap<>(tensors);
    more.put("stranger", some(1));
    Checkpoint file = file(more, k -> "model.diffusion_model." + UNetKeys.of(config).original(k));
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () -> TestFiles.assertHolds(Layouts.unet(file, config), tensors));
    assertTrue(
        e.getMessage().contains("unexpected model.diffusion_model.stranger"), e.getMessage());
  }

  @Test
  void controlNet() {
    Golden golden = Golden.load("controlnet_sd15_tiny");
    ControlNetConfig config = ControlNetConfig.fromJson(golden.config());
    Map<String, Tensor> tensors =
        TestFiles.tensors(golden.weights(), Recorder.shapes(w -> new ControlNetModel(w, config)));
    TestFiles.assertHolds(Layouts.controlNet(file(tensors, k -> k), config), tensors);
    Checkpoint file = file(tensors, k -> "control_model." + ControlNetKeys.of(config).original(k));
    TestFiles.assertHolds(Layouts.controlNet(file, config), tensors);
  }

  @Test
  void autoencoder() {
    Golden golden = Golden.load("vae_tiny");
    AutoencoderKlConfig config = AutoencoderKlConfig.fromJson(golden.config());
    Map<String, Tensor> tensors =
        TestFiles.tensors(golden.weights(), Recorder.shapes(w -> new AutoencoderKl(w, config)));
    TestFiles.assertHolds(Layouts.vae(file(tensors, k -> k), config), tensors);
    Checkpoint older = file(tensors, VaeKeys.older()::original);
    assertTrue(older.has("encoder.mid_block.attentions.0.proj_attn.weight"));
    TestFiles.assertHolds(Layouts.vae(older, config), tensors);
    TestFiles.assertHolds(
        Layouts.vae(file(tensors, VaeKeys.of(config)::original), config), tensors);

    Map<String, Tensor> convolutional = new LinkedHashMap<>();
    tensors.forEach(
        (key, tensor) ->
            convolutional.put(
                VaeKeys.of(config).original(key),
                key.matches(".*attentions\\.0\\.to_.*weight")
                    ? tensor.unsqueeze(2).unsqueeze(3)
                    : tensor));
    Map<String, Tensor> trained = new LinkedHashMap<>(convolutional);
    trained.put("loss.logvar", some(1));
    trained.put("model_ema.decay", some(1));
    TestFiles.assertHolds(Layouts.vae(file(trained, k -> k), config), tensors);
    Checkpoint single = file(convolutional, k -> "first_stage_model." + k);
    TestFiles.assertHolds(Layouts.vae(single, config), tensors);
  }

  @Test
  void textEncoder() {
    Golden golden = Golden.load("clip_text_tiny");
    ClipTextConfig config = ClipTextConfig.fromJson(golden.config());
    Map<String, Tensor> tensors =
        TestFiles.tensors(golden.weights(), Recorder.shapes(w -> new ClipTextModel(w, config)));
    tensors.remove("text_model.embeddings.position_ids");
    Map<String, Tensor> stored = new LinkedHashMap<>(tensors);
    stored.put(
        "text_model.embeddings.position_ids",
        some(1, config.maxPositionEmbeddings()).to(ScalarType.Long));
    for (String prefix :
        List.of("", "cond_stage_model.transformer.", "conditioner.embedders.0.transformer.")) {
      TestFiles.assertHolds(Layouts.text(file(stored, k -> prefix + k)), tensors);
    }
    Checkpoint old =
        file(stored, k -> "cond_stage_model.transformer." + k.replace("text_model.", ""));
    TestFiles.assertHolds(Layouts.text(old), tensors);
  }

  @Test
  void secondTextEncoder() {
    ClipTextConfig config = new ClipTextConfig(20, 8, 16, 6, 2, 2, 7, 1e-5, "gelu", 2);
    Map<String, long[]> shapes = Recorder.shapes(w -> ClipTextModel.withProjection(w, config));
    shapes.remove("text_model.embeddings.position_ids");
    Map<String, Tensor> tensors = TestFiles.tensors(Weights.random(7), shapes);
    TestFiles.assertHolds(Layouts.secondText(file(tensors, k -> k), config), tensors);

    Map<String, Tensor> openClip = openClip(tensors, config.numHiddenLayers());
    openClip.put("logit_scale", some(1));
    Checkpoint file = file(openClip, k -> "conditioner.embedders.1.model." + k);
    TestFiles.assertHolds(Layouts.secondText(file, config), tensors);
  }

  /** Written out by hand from open_clip's module names, not by the map that it tests. */
  private static Map<String, Tensor> openClip(Map<String, Tensor> t, int layers) {
    Map<String, Tensor> out = new LinkedHashMap<>();
    out.put("token_embedding.weight", t.get("text_model.embeddings.token_embedding.weight"));
    out.put("positional_embedding", t.get("text_model.embeddings.position_embedding.weight"));
    out.put("text_projection", t.get("text_projection.weight").t());
    for (String end : List.of("weight", "bias")) {
      out.put("ln_final." + end, t.get("text_model.final_layer_norm." + end));
      for (int i = 0; i < layers; i++) {
        String from = "text_model.encoder.layers.%d.".formatted(i);
        String to = "transformer.resblocks.%d.".formatted(i);
        out.put(to + "ln_1." + end, t.get(from + "layer_norm1." + end));
        out.put(to + "ln_2." + end, t.get(from + "layer_norm2." + end));
        out.put(to + "mlp.c_fc." + end, t.get(from + "mlp.fc1." + end));
        out.put(to + "mlp.c_proj." + end, t.get(from + "mlp.fc2." + end));
        out.put(to + "attn.out_proj." + end, t.get(from + "self_attn.out_proj." + end));
        out.put(
            to + "attn.in_proj_" + end,
            Tensors.cat(
                0,
                t.get(from + "self_attn.q_proj." + end),
                t.get(from + "self_attn.k_proj." + end),
                t.get(from + "self_attn.v_proj." + end)));
      }
    }
    return out;
  }

  @Test
  void whatIsNotThereOrThereTwice() {
    AutoencoderKlConfig config = new AutoencoderKlConfig(3, 3, 4, List.of(8), 1, 4, 1);
    Checkpoint nothing = file(Map.of("a.b", some(1)), k -> k);
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> Layouts.vae(nothing, config));
    assertTrue(e.getMessage().contains("no such network in a known layout"), e.getMessage());
    assertTrue(e.getMessage().contains("[a.b]"), e.getMessage());
    Map<String, Tensor> twice = new LinkedHashMap<>();
    for (String name : List.of("one", "two")) {
      twice.put(name + ".decoder.mid.attn_1.q.weight", some(1));
      twice.put(name + ".encoder.conv_in.weight", some(1));
    }
    Checkpoint both = file(twice, k -> k);
    CheckpointException f =
        assertThrows(CheckpointException.class, () -> Layouts.vae(both, config));
    assertTrue(f.getMessage().contains("below one and two"), f.getMessage());
  }
}
