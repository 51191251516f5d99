package io.github.fpga.benchmarks;

import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.generate.Sampling;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.tensor.Engine;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code --fast} saves per finished picture of two people: the default path of 20 steps and
 * the one of few steps, restored faces included, in turn, as the median of the ratios.
 *
 * <p>Arguments: two reference pictures; then, if wanted, the number of rounds, 9 if absent.
 */
public final class FastPath {

  private static final int WARM_UP = 2;
  private static final List<Stage> STAGES =
      List.of(Stage.DENOISE, Stage.FACES, Stage.INVERT, Stage.RESTORE);

  private FastPath() {}

  public static void main(String[] args) {
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 9;
    Engine.start();
    try (PortraitStudio studio = PortraitStudio.open(ModelSet.micro())) {
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
    }
  }

  private static GenerateRequest request(PortraitStudio studio, String left, String right) {
    return GenerateRequest.of(
        "a full body picture of two people in a park",
        Placement.of(studio.person(left), new Region(0.2, 0.2, 0.14, 0.14)),
        Placement.of(studio.person(right), new Region(0.62, 0.22, 0.14, 0.14)));
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
}
