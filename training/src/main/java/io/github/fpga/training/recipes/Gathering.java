package io.github.fpga.training.recipes;

import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.tensor.AtomicFiles;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * Brings the weights of a training workspace together as a family. Of two stages that train the
 * same file the later one counts; what was not trained there comes from the bundled family, the
 * distilled modes only if nothing was trained there that they were distilled from.
 *
 * @param workspace folder of the runs
 */
public record Gathering(Path workspace) {

  /** The recipe of full fine-tuning. */
  static final String FINE_TUNING = "finetune";

  /** What the distilled modes were made from: trained further, it makes them outdated. */
  private static final Set<ModelFile> DISTILLED =
      EnumSet.of(ModelFile.BASE, ModelFile.SKELETON, ModelFile.LANDMARK, ModelFile.IDENTITY);

  private static final String WEIGHTS = "weights.safetensors";

  /**
   * Writes the family's files.
   *
   * @return the files written
   * @throws CheckpointException naming the files that neither the workspace nor the bundled family
   *     has
   */
  public List<Path> into(Path output) throws IOException {
    return write(sources(EnumSet.allOf(ModelFile.class)), output);
  }

  /**
   * Writes the family of full fine-tuning: the base with its denoiser tuned as a whole for
   * skeletons, and a skeleton mode of the tuned adapter and of copies that change nothing. The
   * distilled modes and the ControlNet stay behind, they were trained on the denoiser as it was; so
   * was landmark mode, which a family cannot do without: this one is for comparisons of whole
   * pictures.
   *
   * @return the files written
   * @throws CheckpointException where the workspace has no run of recipe {@code finetune}, or one
   *     of another denoiser, and as {@link #into}
   */
  public List<Path> fineTunedInto(Path output) throws IOException {
    Path run = run(FINE_TUNING);
    if (!Files.isRegularFile(run)) {
      throw new CheckpointException(
          "there is no %s: train the recipe '%s' in this workspace first"
              .formatted(run, FINE_TUNING));
    }
    Set<ModelFile> files = EnumSet.allOf(ModelFile.class);
    files.removeIf(ModelFile::optional);
    files.remove(ModelFile.SKELETON);
    Map<ModelFile, Path> sources = sources(files);
    Path base = sources.remove(ModelFile.BASE);
    TunedDenoiser tuned = TunedDenoiser.of(Checkpoint.open(run), Checkpoint.open(base));
    List<Path> written = write(sources, output);
    written.add(tuned.writeBase(output.resolve(ModelFile.BASE.fileName())));
    written.add(tuned.writeMode(output.resolve(ModelFile.SKELETON.fileName())));
    return written;
  }

  private Map<ModelFile, Path> sources(Set<ModelFile> files) {
    Map<ModelFile, Path> found = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (ModelFile file : files) {
      Path source = source(file);
      if (source != null) {
        found.put(file, source);
      } else if (!file.optional()) {
        missing.add(file.fileName());
      }
    }
    if (!missing.isEmpty()) {
      throw new CheckpointException(
          "%s and the bundled family lack %s: train these stages first (fpga train lists them)"
              .formatted(workspace, String.join(", ", missing)));
    }
    return found;
  }

  private Path source(ModelFile file) {
    Path trained = trained(file);
    return trained == null ? bundled(file) : trained;
  }

  /** The workspace's own, or null. */
  private Path trained(ModelFile file) {
    List<Path> candidates =
        switch (file) {
          case AUTOENCODER -> List.of(run("decoder"), run("autoencoder"));
          case IDENTITY -> List.of(run("cloneface"), run(Workspace.JOINT), run("identity"));
          case SKELETON, LANDMARK -> List.of(run(Workspace.JOINT), run(stage(file)));
          case TOKENIZER -> List.of(workspace.resolve("base").resolve(file.fileName()));
          default -> List.of(run(stage(file)));
        };
    return candidates.stream().filter(Files::isRegularFile).findFirst().orElse(null);
  }

  /** The bundled family's, or null where it has none or it would not go with the workspace's. */
  private Path bundled(ModelFile file) {
    String bundled = "micro/" + file.fileName();
    boolean outdated =
        file == ModelFile.FEWSTEP && DISTILLED.stream().anyMatch(part -> trained(part) != null);
    return outdated || PortraitStudio.class.getResource(bundled) == null
        ? null
        : ResourceFiles.of(PortraitStudio.class, bundled);
  }

  private Path run(String stage) {
    return workspace.resolve(stage).resolve(WEIGHTS);
  }

  private static String stage(ModelFile file) {
    return file.name().toLowerCase(Locale.ROOT);
  }

  private List<Path> write(Map<ModelFile, Path> sources, Path output) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<ModelFile, Path> entry : sources.entrySet()) {
      Path target = output.resolve(entry.getKey().fileName());
      write(entry.getKey(), entry.getValue(), target);
      written.add(target);
    }
    return written;
  }

  private void write(ModelFile file, Path source, Path target) throws IOException {
    if (source.equals(run(Workspace.JOINT))) {
      part(source, stage(file) + ".", target);
    } else {
      AtomicFiles.write(target, t -> Files.copy(source, t, StandardCopyOption.REPLACE_EXISTING));
    }
  }

  /** One network's part of the file of joint training. */
  private static void part(Path joint, String prefix, Path target) {
    Checkpoint trained = Checkpoint.open(joint);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String key : trained.keys()) {
      if (key.startsWith(prefix)) {
        tensors.put(key.substring(prefix.length()), trained.tensor(key));
      }
    }
    Safetensors.write(target, tensors, trained.metadata());
  }
}
