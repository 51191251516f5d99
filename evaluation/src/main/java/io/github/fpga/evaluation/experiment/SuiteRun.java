package io.github.fpga.evaluation.experiment;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.evaluation.EvaluationProgress;
import io.github.fpga.evaluation.EvaluationProgress.Phase;
import io.github.fpga.evaluation.metrics.Galleries;
import io.github.fpga.evaluation.metrics.Instruments;
import io.github.fpga.evaluation.metrics.Scorer;
import io.github.fpga.evaluation.metrics.Speed;
import io.github.fpga.evaluation.report.MetricsFile;
import io.github.fpga.evaluation.report.ProtocolPart;
import io.github.fpga.evaluation.style.StyleClassifier;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Answers a suite: makes every picture of every table, has it judged once, writes figures and page.
 * What is there already is neither made nor judged again.
 */
public final class SuiteRun {

  /** The page's file. */
  public static final String PAGE = "report.html";

  private final Path output;
  private final Plan plan;
  private final Suite suite;
  private final Instruments instruments;
  private final String judge;
  private final ToLongFunction<Row> parameters;
  private final EvaluationProgress progress;
  private final ReferencePictures references;
  private final Bench bench;
  private final Map<String, List<FaceResult>> done = new LinkedHashMap<>();
  private final Map<Row, List<Kept>> kept = new LinkedHashMap<>();
  private FaceScoring scoring;

  /**
   * @param output the folder for everything
   * @param workshops by family; those that the suite's rows ask for
   * @param judge what the instruments are: scores of others are not used again
   * @param parameters how many were trained for a row's control, see {@link ControlSize}
   */
  public SuiteRun(
      Path output,
      Plan plan,
      Suite suite,
      Map<Family, Workshop> workshops,
      Instruments instruments,
      String judge,
      ToLongFunction<Row> parameters,
      EvaluationProgress progress) {
    this.output = output;
    this.plan = plan;
    this.suite = suite;
    this.instruments = instruments;
    this.judge = judge + " " + plan.protocol().metrics();
    this.parameters = parameters;
    this.progress = progress;
    references = new ReferencePictures(plan.album(), output, instruments.faces()::detect);
    bench = new Bench(output, references, workshops);
  }

  /**
   * Runs the suite.
   *
   * @param command that does it again
   * @param protocol for the page
   * @param facts versions and checksums
   * @return all figures by their keys; NaN where there is none
   * @throws CancelledException where the listener stops it
   */
  public Map<String, Double> run(String command, ProtocolPart protocol, Map<String, String> facts)
      throws IOException {
    scoring = new FaceScoring(new Scorer(instruments, galleries()), StyleClassifier.load());
    List<Results> tables = new ArrayList<>();
    int total = suite.tables().stream().mapToInt(t -> t.rows().size() * t.trials().size()).sum();
    int made = 0;
    report(Phase.PICTURES, 0, total);
    for (Experiment table : suite.tables()) {
      List<FaceResult> faces = new ArrayList<>();
      // Row by row: a network that is merged for one row serves all of its pictures.
      for (Row row : table.rows()) {
        for (Trial trial : table.trials()) {
          faces.addAll(faces(row, trial));
          report(Phase.PICTURES, ++made, total);
        }
      }
      tables.add(new Results(table, faces, plan.protocol().people().seed()));
    }
    Map<String, Cost> costs = costs();
    SuitePage page = new SuitePage(suite, command, facts, new Contacts(output), costs);
    return write(tables, costs, page, protocol);
  }

  private Galleries galleries() throws IOException {
    List<float[]> people = new ArrayList<>();
    List<List<float[]>> given = new ArrayList<>();
    int count = plan.people().size();
    report(Phase.PEOPLE, 0, count);
    for (int person = 0; person < count; person++) {
      references.write(person);
      people.add(instruments.person(pictures(person, ReferencePictures.Use.GALLERY)));
      given.add(instruments.each(pictures(person, ReferencePictures.Use.REFERENCE)));
      report(Phase.PEOPLE, person + 1, count);
    }
    return new Galleries(people, given);
  }

  private List<BufferedImage> pictures(int person, ReferencePictures.Use use) {
    return references.files(person, use).stream().map(Pictures::read).toList();
  }

  /** Tables may share rows and trials; a picture is looked at once. */
  private List<FaceResult> faces(Row row, Trial trial) throws IOException {
    String name = row.id() + "/" + trial.id();
    List<FaceResult> known = done.get(name);
    if (known == null) {
      known = made(row, trial);
      done.put(name, known);
    }
    return known;
  }

  private List<FaceResult> made(Row row, Trial trial) throws IOException {
    Bench.Finished finished = bench.picture(row, trial);
    Kept record = finished.kept();
    if (!record.judge().equals(judge)) {
      record = record.scored(judge, scoring.score(trial, finished));
      record.write(finished.record());
    }
    kept.computeIfAbsent(row, r -> new ArrayList<>()).add(record);
    String picture = output.relativize(finished.file()).toString().replace('\\', '/');
    return record.scores().stream()
        .map(values -> new FaceResult(row, trial, values, picture))
        .toList();
  }

  /** By row; of rows in several tables once. */
  private Map<String, Cost> costs() {
    Map<String, Cost> costs = new LinkedHashMap<>();
    kept.forEach(
        (row, pictures) ->
            costs.putIfAbsent(
                row.id(),
                new Cost(
                    median(pictures.stream().map(Kept::seconds).toList()),
                    median(pictures.stream().map(Kept::step).toList()),
                    parameters.applyAsLong(row))));
    return costs;
  }

  private Map<String, Double> write(
      List<Results> tables, Map<String, Cost> costs, SuitePage page, ProtocolPart protocol)
      throws IOException {
    report(Phase.REPORT, 0, 1);
    Map<String, Double> keys = new LinkedHashMap<>();
    tables.forEach(table -> keys.putAll(table.keys()));
    costs.forEach(
        (row, cost) -> {
          keys.put("seconds." + row, cost.seconds());
          if (!Double.isNaN(cost.step())) {
            keys.put("step." + row, cost.step());
            keys.put("parameters." + row, (double) cost.parameters());
          }
        });
    keys.put("peakMemoryMiB", Speed.peakMemoryMiB());
    FacesFile.write(
        output.resolve("faces.csv"), done.values().stream().flatMap(List::stream).toList());
    MetricsFile.write(output.resolve("metrics.json"), keys);
    page.page(tables, protocol).write(output.resolve(PAGE));
    report(Phase.REPORT, 1, 1);
    return keys;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private void report(Phase phase, int finished, int total) {
    if (!progress.onProgress(phase, finished, total)) {
      throw new CancelledException(finished, total);
    }
  }
}
