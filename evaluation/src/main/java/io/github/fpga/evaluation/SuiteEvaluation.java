package io.github.fpga.evaluation;

import io.github.fpga.evaluation.experiment.BaselineSweep;
import io.github.fpga.evaluation.experiment.ControlSize;
import io.github.fpga.evaluation.experiment.Family;
import io.github.fpga.evaluation.experiment.Given;
import io.github.fpga.evaluation.experiment.Plan;
import io.github.fpga.evaluation.experiment.StudioWorkshop;
import io.github.fpga.evaluation.experiment.Suite;
import io.github.fpga.evaluation.experiment.SuiteRun;
import io.github.fpga.evaluation.experiment.Suites;
import io.github.fpga.evaluation.experiment.Workshop;
import io.github.fpga.evaluation.judge.Judge;
import io.github.fpga.evaluation.metrics.Instruments;
import io.github.fpga.evaluation.report.ProtocolPart;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The paper's experiments from a protocol to a report. */
public final class SuiteEvaluation implements AutoCloseable {

  private final SuiteRequest request;
  private final Map<Family, PortraitStudio> studios = new EnumMap<>(Family.class);

  private SuiteEvaluation(SuiteRequest request) {
    this.request = request;
    request.models().forEach((family, models) -> studios.put(family, PortraitStudio.open(models)));
  }

  /**
   * Runs a suite. Writes {@code report.html}, {@code metrics.json}, {@code faces.csv}, {@code
   * protocol.json} and all pictures. A run that was broken off goes on where it was; what other
   * models or options would make otherwise is made anew.
   *
   * @return all figures by their keys
   * @throws IllegalArgumentException where the folder holds another protocol's pictures
   * @throws io.github.fpga.diffusion.CancelledException where the listener stops it
   * @throws UncheckedIOException where a file cannot be written
   */
  public static Map<String, Double> run(SuiteRequest request, EvaluationProgress progress) {
    Map<String, String> facts = facts(request);
    SuiteFolder.claim(request, facts);
    MicroFaces faces = MicroFaces.load();
    Path other = request.developmentJudge();
    Judge judge = other == null ? Judge.load() : Judge.load(other);
    Instruments instruments = new Instruments(faces.analyzer(), faces.pose()::skeletons, judge);
    try (SuiteEvaluation evaluation = new SuiteEvaluation(request)) {
      return evaluation.run(instruments, facts, progress);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write below " + request.output(), e);
    }
  }

  /** The page of a finished run. */
  public static Path report(Path output) {
    return output.resolve(SuiteRun.PAGE);
  }

  /**
   * Looks for what suits a suite's baseline, see {@link BaselineSweep}; writes what {@link #run}
   * writes.
   *
   * @return all figures by their keys
   */
  public static Map<String, Double> sweep(SuiteRequest request, EvaluationProgress progress) {
    SuiteRequest development =
        request.withProtocol(
            BaselineSweep.onDevelopmentPeople(request.protocol()), request.checksum());
    Plan plan = Plan.of(development.protocol());
    Suite suite = BaselineSweep.of(plan, given(request));
    Map<String, String> facts = facts(request);
    SuiteFolder.claim(development, facts);
    try (SuiteEvaluation evaluation = new SuiteEvaluation(development)) {
      MicroFaces faces = MicroFaces.load();
      Instruments instruments =
          new Instruments(faces.analyzer(), faces.pose()::skeletons, faces.recogniser());
      return evaluation.answer(
          plan, suite, instruments, "conditioning recogniser", facts, progress);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write below " + request.output(), e);
    }
  }

  private Map<String, Double> run(
      Instruments instruments, Map<String, String> facts, EvaluationProgress progress)
      throws IOException {
    Plan plan = Plan.of(request.protocol());
    FaceAnalyzer faces = instruments.faces();
    ReferencePictures references =
        new ReferencePictures(plan.album(), request.output(), faces::detect);
    Suite suite = Suites.of(plan, given(request), references::referenceYaws);
    String judge = Environment.judge(request.developmentJudge());
    return answer(plan, suite, instruments, judge, facts, progress);
  }

  private static Given given(SuiteRequest request) {
    ModelSet measured = request.models().get(Family.MAIN);
    return new Given(
        request.models().keySet(),
        measured.has(ModelFile.CONTROLNET),
        measured.has(ModelFile.FEWSTEP));
  }

  private Map<String, Double> answer(
      Plan plan,
      Suite suite,
      Instruments instruments,
      String judge,
      Map<String, String> facts,
      EvaluationProgress progress)
      throws IOException {
    Map<Family, Workshop> workshops = new EnumMap<>(Family.class);
    studios.forEach((family, studio) -> workshops.put(family, new StudioWorkshop(studio)));
    ProtocolPart protocol = new ProtocolPart(request.protocol(), request.checksum());
    return new SuiteRun(
            request.output(),
            plan,
            suite,
            workshops,
            instruments,
            judge,
            new ControlSize(request.models()),
            progress)
        .run(request.command(), protocol, facts);
  }

  private static Map<String, String> facts(SuiteRequest request) {
    Map<String, String> facts =
        new LinkedHashMap<>(
            Environment.facts(request.models().get(Family.MAIN), request.developmentJudge()));
    for (Map.Entry<Family, ModelSet> other : request.models().entrySet()) {
      if (other.getKey() != Family.MAIN) {
        other
            .getValue()
            .checksums()
            .forEach(
                (file, sum) -> facts.put("sha256 " + other.getKey().words() + "/" + file, sum));
      }
    }
    return facts;
  }

  @Override
  public void close() {
    studios.values().forEach(PortraitStudio::close);
  }
}
