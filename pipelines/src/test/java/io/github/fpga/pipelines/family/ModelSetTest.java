package io.github.fpga.pipelines.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSetTest {

  private static final int WORDS = 5;

  @TempDir static Path whole;
  @TempDir Path folder;

  /** A family of random weights, as training would write it. */
  @BeforeAll
  static void train() {
    FamilyConfig config = FamilyConfig.micro(0.5, WORDS + 4);
    write(
        ModelFile.AUTOENCODER,
        Map.of("scaling_factor", "0.5"),
        Map.of("", w -> new AutoencoderKl(w, config.autoencoder())));
    Consumer<Weights> unet = w -> new UNet2DConditionModel(w, config.denoiser());
    write(
        ModelFile.BASE,
        Map.of(),
        Map.of("", w -> new ClipTextModel(w, config.text()), "unet.", unet));
    for (ModelFile file : List.of(ModelFile.SKELETON, ModelFile.LANDMARK)) {
      write(
          file,
          Map.of(),
          Map.of("modal.", unet, "adapter.", w -> new ControlAdapter(w, config.controlAdapter())));
    }
    Consumer<Weights> control = w -> new ControlAdapter(w, config.controlAdapter());
    write(
        ModelFile.FEWSTEP,
        Map.of(),
        Map.of(
            "skeleton.modal.", unet,
            "skeleton.adapter.", control,
            "landmark.modal.", unet,
            "landmark.adapter.", control));
    write(
        ModelFile.IDENTITY,
        Map.of(),
        Map.of(
            "",
            w ->
                new IdentityAdapter(
                    w,
                    config.identityAdapter(),
                    new UNet2DConditionModel(Weights.random(1), config.denoiser())
                        .crossAttentionLayers())));
    ClipTokenizer.wordLevel(
            whole.resolve(ModelFile.TOKENIZER.fileName()), List.of("a", "b", "c", "d", "e"), 40)
        .close();
  }

  private static void write(
      ModelFile file, Map<String, String> metadata, Map<String, Consumer<Weights>> networks) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      networks.forEach(
          (prefix, network) ->
              network.accept(
                  Weights.random(1)
                      .reparameterized(
                          (key, base, init, shape) -> {
                            if (!prefix.endsWith("modal.") || ModalWeights.copies(key)) {
                              tensors.put(prefix + key, base.value().to(ScalarType.Half));
                            }
                            return base;
                          })));
      Safetensors.write(whole.resolve(file.fileName()), tensors, metadata);
    }
  }

  @BeforeEach
  void copy() throws IOException {
    for (ModelFile file : ModelFile.values()) {
      Path from = whole.resolve(file.fileName());
      if (Files.exists(from)) {
        Files.createSymbolicLink(folder.resolve(file.fileName()), from);
      }
    }
  }

  private String message() {
    return assertThrows(CheckpointException.class, () -> ModelSet.folder(folder).load())
        .getMessage();
  }

  private void replace(ModelFile file, byte[] bytes) throws IOException {
    Path path = folder.resolve(file.fileName());
    Files.delete(path);
    Files.write(path, bytes);
  }

  @Test
  void aWholeFolderLoads() {
    ModelSet set = ModelSet.folder(folder);
    assertFalse(set.has(ModelFile.CONTROLNET));
    assertTrue(set.has(ModelFile.FEWSTEP));
    assertEquals(10, set.checksums().size());
    assertEquals(64, set.checksums().get("base.safetensors").length());
    assertTrue(set.checksums().containsKey("faces/recogniser.safetensors"));
    try (PortraitModels models = set.load(Precision.FP32)) {
      assertEquals(0.5, models.autoencoder().config().scalingFactor());
      assertEquals(set.checksums(), models.checksums());
      assertSame(
          models.denoiser(ControlMode.SKELETON, 1), models.denoiser(ControlMode.SKELETON, 1));
      assertNotSame(
          models.denoiser(ControlMode.SKELETON, 1), models.denoiser(ControlMode.LANDMARK, 1));
      try (Scope scope = Scope.open()) {
        Tensor states = models.encode(List.of("a b", "c")).states();
        assertEquals(40, states.size(1));
        assertTrue(models.isCut("a ".repeat(39)));
        assertFalse(models.isCut("a ".repeat(38)));
      }
      assertTrue(
          assertThrows(CheckpointException.class, () -> models.baseline(1))
              .getMessage()
              .contains("controlnet.safetensors"));
    }
  }

  @Test
  void distilledModesAreAPartOfTheirOwn() throws IOException {
    ControlBlend blend = ControlBlend.of(ControlMode.LANDMARK, 1);
    try (PortraitModels models = ModelSet.folder(folder).load(Precision.FP32)) {
      assertSame(models.distilled(blend), models.distilled(blend));
      assertNotSame(models.distilled(blend), models.denoiser(blend));
    }
    Path path = folder.resolve(ModelFile.FEWSTEP.fileName());
    Files.delete(path);
    try (PortraitModels models = ModelSet.folder(folder).load(Precision.FP32)) {
      String message =
          assertThrows(CheckpointException.class, () -> models.distilled(blend)).getMessage();
      assertTrue(message.contains("lacks fewstep.safetensors"), message);
    }
    Files.copy(whole.resolve("skeleton.safetensors"), path);
    assertTrue(
        message().contains(path + " does not belong to the micro family: unexpected adapter."),
        message());
  }

  @Test
  void otherStrengthsAreMergedFromTheOriginals() {
    try (PortraitModels models = ModelSet.folder(folder).load(Precision.FP32)) {
      double whole = weight(models, 1);
      for (double beta : new double[] {0, 0.25, 0.5, 0.75, 2, 3, 4}) {
        weight(models, beta);
      }
      assertEquals(whole, weight(models, 1));
      assertTrue(Math.abs(whole - weight(models, 0)) > 1e-6);
    }
  }

  /** One number that depends on all merged weights. */
  private static double weight(PortraitModels models, double beta) {
    try (Scope scope = Scope.open()) {
      Tensor tokens = models.encode(List.of("a")).states();
      return Tensors.scalar(
          models
              .denoiser(ControlMode.SKELETON, beta)
              .unet()
              .textKeyValues(tokens)
              .keys()
              .get(0)
              .sum());
    }
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.delete(folder.resolve("landmark.safetensors"));
    Files.delete(folder.resolve("tokenizer.json"));
    String message =
        assertThrows(CheckpointException.class, () -> ModelSet.folder(folder)).getMessage();
    assertTrue(
        message.contains("lacks landmark.safetensors, tokenizer.json")
            && message.contains(folder.toString()),
        message);
  }

  @Test
  void truncatedFilesAreNamed() throws IOException {
    byte[] base = Files.readAllBytes(whole.resolve("base.safetensors"));
    replace(ModelFile.BASE, Arrays.copyOf(base, base.length / 2));
    String message = message();
    assertTrue(message.contains("base.safetensors") && message.contains("cut off"), message);
    replace(ModelFile.TOKENIZER, "{".getBytes());
    replace(ModelFile.BASE, base);
    assertTrue(message().contains("tokenizer.json"), message());
  }

  @Test
  void filesOfAnotherFamilyAreNamed() throws IOException {
    for (ModelFile file :
        List.of(ModelFile.AUTOENCODER, ModelFile.BASE, ModelFile.SKELETON, ModelFile.IDENTITY)) {
      Path path = folder.resolve(file.fileName());
      byte[] right = Files.readAllBytes(path);
      Files.delete(path);
      Files.copy(
          whole.resolve(file == ModelFile.IDENTITY ? "base.safetensors" : "identity.safetensors"),
          path,
          StandardCopyOption.REPLACE_EXISTING);
      String message = message();
      assertTrue(message.contains(path + " does not belong to the micro family"), message);
      assertTrue(message.contains("fpga train"), message);
      Files.write(path, right);
    }
  }

  @Test
  void aModeOfAnotherDenoiserIsNamed() {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors =
          Map.of(
              "modal.conv_in.weight", Tensors.of(new float[1], 1),
              "adapter.conv_out.bias", Tensors.of(new float[1], 1));
      Path path = folder.resolve("skeleton.safetensors");
      Safetensors.write(path, tensors, Map.of());
    }
    String message = message();
    assertTrue(message.contains("skeleton.safetensors does not belong"), message);
  }
}
