package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.FaceScore;
import io.github.fpga.evaluation.metrics.Figures;
import io.github.fpga.evaluation.suite.EvaluationPlan;
import io.github.fpga.evaluation.suite.SceneRun;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes what came out of an evaluation.
 *
 * @param output the evaluation's folder, with all pictures in it
 * @param scores every person in every picture
 * @param runs of the generated scenes, in the plan's order
 * @param metrics all figures by their flat keys
 */
public record Report(
    Path output,
    EvaluationPlan plan,
    Figures figures,
    List<FaceScore> scores,
    List<SceneRun> runs,
    Map<String, Double> metrics) {

  /** The page's file. */
  public static final String PAGE = "report.html";

  /**
   * Writes {@code metrics.json}, {@code faces.csv} and the page.
   *
   * @param command that does the evaluation again
   * @param facts versions and checksums
   * @return the page
   */
  public Path write(String command, Map<String, String> facts) throws IOException {
    MetricsFile.write(output.resolve("metrics.json"), metrics);
    FaceTable.write(output.resolve("faces.csv"), scores);
    Path page = output.resolve(PAGE);
    AtomicFiles.writeString(page, new Page(this, command, facts).html());
    return page;
  }
}
