package io.github.fpga.cli.e2e;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.WeightSource;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.recipes.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A family for tests that look at files and messages, not at faces: the bundled one, and random
 * weights for whatever is not bundled.
 */
final class TestFamily {

  private static final Path FOLDER = write();

  private TestFamily() {}

  /** The folder, written once per process. */
  static Path folder() {
    return FOLDER;
  }

  private static Path write() {
    try {
      Path folder = Files.createTempDirectory("fpga-family");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      if (complete()) {
        ModelSet bundled = ModelSet.micro();
        for (ModelFile file : ModelFile.values()) {
          if (bundled.has(file)) {
            Files.copy(bundled.path(file), folder.resolve(file.fileName()));
          }
        }
        if (!bundled.has(ModelFile.CONTROLNET)) {
          randomControlNet(folder);
        }
        if (!bundled.has(ModelFile.FEWSTEP)) {
          undistilled(folder);
        }
      } else {
        Engine.start();
        random(folder);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean complete() {
    for (ModelFile file : ModelFile.values()) {
      if (!file.optional()
          && PortraitStudio.class.getResource("micro/" + file.fileName()) == null) {
        return false;
      }
    }
    return true;
  }

  private static void delete(Path folder) {
    for (ModelFile file : ModelFile.values()) {
      folder.resolve(file.fileName()).toFile().delete();
    }
    folder.toFile().delete();
  }

  private static void random(Path folder) {
    save(
        folder,
        ModelFile.AUTOENCODER,
        recorded(1, w -> new AutoencoderKl(w, MicroFamily.autoencoder(1))),
        Map.of("scaling_factor", "1"));
    Map<String, Tensor> unet =
        recorded(2, w -> new UNet2DConditionModel(w, MicroFamily.denoiser()));
    Map<String, Tensor> base = below("unet", unet);
    base.putAll(
        recorded(3, w -> new ClipTextModel(w, MicroFamily.text(Workspace.vocabularySize()))));
    save(folder, ModelFile.BASE, base, Map.of());
    Map<String, Tensor> control =
        below("adapter", recorded(4, w -> new ControlAdapter(w, MicroFamily.controlAdapter())));
    control.putAll(below("modal", modal(unet)));
    save(folder, ModelFile.SKELETON, control, Map.of());
    save(folder, ModelFile.LANDMARK, control, Map.of());
    List<CrossAttentionLayer> layers =
        new UNet2DConditionModel(Weights.of(unet), MicroFamily.denoiser()).crossAttentionLayers();
    save(
        folder,
        ModelFile.IDENTITY,
        recorded(5, w -> new IdentityAdapter(w, MicroFamily.identityAdapter(), layers)),
        Map.of());
    randomControlNet(folder);
    undistilled(folder);
    ClipTokenizer.wordLevel(
            folder.resolve(ModelFile.TOKENIZER.fileName()),
            Workspace.words(),
            MicroFamily.PROMPT_LENGTH)
        .close();
  }

  private static void randomControlNet(Path folder) {
    save(
        folder,
        ModelFile.CONTROLNET,
        recorded(6, w -> new ControlNetModel(w, MicroFamily.controlNet())),
        Map.of());
  }

  /** The modes as they are in place of distilled ones: as fast, not as good. */
  private static void undistilled(Path folder) {
    Map<String, Tensor> both = new LinkedHashMap<>();
    for (ModelFile file : List.of(ModelFile.SKELETON, ModelFile.LANDMARK)) {
      Checkpoint mode = Checkpoint.open(folder.resolve(file.fileName()));
      String name = file.name().toLowerCase(Locale.ROOT);
      mode.keys().forEach(key -> both.put(name + "." + key, mode.tensor(key)));
    }
    save(folder, ModelFile.FEWSTEP, both, Map.of());
  }

  /** Modal copies as they start. */
  private static Map<String, Tensor> modal(Map<String, Tensor> unet) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    unet.forEach(
        (key, tensor) -> {
          if (ModalWeights.copies(key)) {
            copies.put(key, Tensors.mul(tensor, ModalWeights.GAMMA));
          }
        });
    return copies;
  }

  private static void save(
      Path folder, ModelFile file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    Map<String, Tensor> half = new LinkedHashMap<>();
    tensors.forEach((key, tensor) -> half.put(key, tensor.to(ScalarType.Half)));
    Safetensors.write(folder.resolve(file.fileName()), half, metadata);
  }

  private static Map<String, Tensor> below(String prefix, Map<String, Tensor> tensors) {
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    tensors.forEach((key, tensor) -> renamed.put(prefix + "." + key, tensor));
    return renamed;
  }

  /** The tensors that a network asks for, made up. */
  static Map<String, Tensor> recorded(long seed, Consumer<Weights> network) {
    Recorder recorder = new Recorder(Weights.random(seed).source(), new LinkedHashMap<>());
    network.accept(Weights.of(recorder));
    return recorder.asked();
  }

  private record Recorder(WeightSource source, Map<String, Tensor> asked) implements WeightSource {

    @Override
    public Set<String> keys() {
      return source.keys();
    }

    @Override
    public boolean has(String key) {
      return source.has(key);
    }

    @Override
    public Parameter get(String key, Init init, long... shape) {
      Parameter made = source.get(key, init, shape);
      asked.put(key, made.value());
      return made;
    }
  }
}
