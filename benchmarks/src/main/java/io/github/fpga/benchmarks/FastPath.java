package io.github.fpga.benchmarks;

import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.generate.Sampling;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What {@code --fast} saves per finished picture of two people: the default path of 20 steps and
 * the one of few steps, restored faces included, in turn, as the median of the ratios.
 *
 * <p>Arguments: two reference pictures; then, if wanted, the number of rounds, 9 if absent. Where
 * the bundled family has no distilled modes the undistilled ones stand in for them: a step of
 * either costs the same, only the pictures are worse.
 */
public final class FastPath {

  private static final int WARM_UP = 2;
  private static final List<Stage> STAGES =
      List.of(Stage.DENOISE, Stage.FACES, Stage.INVERT, Stage.RESTORE);

  private FastPath() {}

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 9;
    Engine.start();
    Path folder = Files.createTempDirectory("fpga-fast");
    try (PortraitStudio studio = PortraitStudio.open(family(folder))) {
      GenerateRequest usual = request(studio, args[0], args[1]);
      GenerateRequest fast =
          usual.withSampling(Sampling.FAST).withRestore(RestoreOptions.DEFAULT.fast());
      double[][] seconds = new double[2][rounds];
      GenerateResult[] last = new GenerateResult[2];
      for (int round = -WARM_UP; round < rounds; round++) {
        for (int way = 0; way < 2; way++) {
          GenerateRequest request = (way == 0 ? usual : fast).withSeed(WARM_UP + round);
          long start = System.nanoTime();
          last[way] = studio.generate(request).get(0);
          if (round >= 0) {
            seconds[way][round] = (System.nanoTime() - start) / 1e9;
          }
        }
      }
      System.out.printf("%d threads, %d rounds%n", Engine.threads(), rounds);
      print("20 steps", seconds[0], last[0]);
      print("--fast", seconds[1], last[1]);
      double[] ratios = new double[rounds];
      Arrays.setAll(ratios, i -> seconds[0][i] / seconds[1][i]);
      Arrays.sort(ratios);
      System.out.printf(
          "ratio %.2f (quartiles %.2f to %.2f)%n",
          ratios[rounds / 2], ratios[rounds / 4], ratios[rounds * 3 / 4]);
    } finally {
      delete(folder);
    }
  }

  private static GenerateRequest request(PortraitStudio studio, String left, String right) {
    return GenerateRequest.of(
        "a full body picture of two people in a park",
        Placement.of(studio.person(left), new Region(0.2, 0.2, 0.14, 0.14)),
        Placement.of(studio.person(right), new Region(0.62, 0.22, 0.14, 0.14)));
  }

  /** The bundled family, in a folder with stand-ins where it has no distilled modes. */
  private static ModelSet family(Path folder) throws IOException {
    ModelSet bundled = ModelSet.micro();
    if (bundled.has(ModelFile.FEWSTEP)) {
      return bundled;
    }
    for (ModelFile file : ModelFile.values()) {
      if (bundled.has(file)) {
        Files.createSymbolicLink(folder.resolve(file.fileName()), bundled.path(file));
      }
    }
    Map<String, Tensor> both = new LinkedHashMap<>();
    for (ModelFile file : List.of(ModelFile.SKELETON, ModelFile.LANDMARK)) {
      Checkpoint mode = Checkpoint.open(bundled.path(file));
      String name = file.name().toLowerCase(Locale.ROOT);
      mode.keys().forEach(key -> both.put(name + "." + key, mode.tensor(key)));
    }
    Safetensors.write(folder.resolve(ModelFile.FEWSTEP.fileName()), both, Map.of());
    return ModelSet.folder(folder);
  }

  private static void print(String name, double[] seconds, GenerateResult last) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    StringBuilder stages = new StringBuilder();
    for (Stage stage : STAGES) {
      stages.append(
          " %s %.2f".formatted(stage.words(), last.times().wall().get(stage).toNanos() / 1e9));
    }
    System.out.printf("%-9s %.2f s; of the last one:%s%n", name, sorted[sorted.length / 2], stages);
  }

  private static void delete(Path folder) throws IOException {
    for (ModelFile file : ModelFile.values()) {
      Files.deleteIfExists(folder.resolve(file.fileName()));
    }
    Files.delete(folder);
  }
}
