package io.github.fpga.evaluation;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.evaluation.EvaluationProgress.Phase;
import io.github.fpga.evaluation.judge.Judge;
import io.github.fpga.evaluation.metrics.FaceScore;
import io.github.fpga.evaluation.metrics.Fidelity;
import io.github.fpga.evaluation.metrics.Figures;
import io.github.fpga.evaluation.metrics.Galleries;
import io.github.fpga.evaluation.metrics.Instruments;
import io.github.fpga.evaluation.metrics.Scorer;
import io.github.fpga.evaluation.metrics.Speed;
import io.github.fpga.evaluation.report.Report;
import io.github.fpga.evaluation.suite.EvaluationPlan;
import io.github.fpga.evaluation.suite.Portraits;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.evaluation.suite.ScenePictures;
import io.github.fpga.evaluation.suite.SceneRun;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.evaluation.suite.Stage;
import io.github.fpga.evaluation.suite.StudioPortraits;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An evaluation from its seed to its report. All pictures stay in the output folder, and every
 * figure is computed from these files, so that anyone can compute it again.
 */
public final class Evaluation {

  private final EvaluationProtocol protocol;
  private final EvaluationPlan plan;
  private final ReferencePictures references;
  private final ScenePictures pictures;
  private final Instruments instruments;
  private final EvaluationProgress progress;
  private final List<FaceScore> scores = new ArrayList<>();
  private final List<SceneRun> runs = new ArrayList<>();
  private final Map<String, Double> metrics = new LinkedHashMap<>();

  private Evaluation(
      EvaluationProtocol protocol,
      Portraits portraits,
      Instruments instruments,
      EvaluationProgress progress) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.progress = progress;
    plan =
        EvaluationPlan.of(protocol.split(), protocol.people(), protocol.scenes(), protocol.seed());
    references = new ReferencePictures(plan, protocol.output(), instruments.faces()::detect);
    pictures = new ScenePictures(protocol.output(), portraits, references);
  }

  /**
   * Evaluates a family with the studio's defaults. Writes {@code metrics.json}, {@code faces.csv},
   * {@code protocol.json}, {@code report.html} and all pictures; with the standard protocol, some
   * ten minutes on two cores. A run that was broken off goes on where it was, unless the models
   * have changed.
   *
   * @throws IllegalArgumentException where the folder holds an evaluation of another protocol
   * @throws CancelledException where the listener stops it
   * @throws UncheckedIOException where a file cannot be written
   */
  public static EvaluationResult run(
      EvaluationProtocol protocol, ModelSet models, EvaluationProgress progress) {
    Judge judge = protocol.judge();
    try (PortraitStudio studio = PortraitStudio.open(models)) {
      MicroFaces faces = MicroFaces.load();
      Instruments instruments = new Instruments(faces.analyzer(), faces.pose()::skeletons, judge);
      Map<String, String> facts = Environment.facts(models, protocol.developmentJudge());
      return run(protocol, new StudioPortraits(studio), instruments, facts, progress);
    }
  }

  /**
   * Evaluates whatever makes portraits.
   *
   * @param facts what the report tells of versions and files
   */
  public static EvaluationResult run(
      EvaluationProtocol protocol,
      Portraits portraits,
      Instruments instruments,
      Map<String, String> facts,
      EvaluationProgress progress) {
    ProtocolFile.claim(protocol, facts);
    try {
      return new Evaluation(protocol, portraits, instruments, progress).run(facts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write below " + protocol.output(), e);
    }
  }

  private EvaluationResult run(Map<String, String> facts) throws IOException {
    Scorer scorer = new Scorer(instruments, galleries());
    world(scorer);
    generated(Phase.CLOSE_UPS, plan.closeUps(), scorer);
    generated(Phase.GROUPS, plan.groups(), scorer);
    report(Phase.REPORT, 0, 1);
    Figures figures = new Figures(scores);
    metrics.putAll(figures.keys());
    metrics.putAll(Fidelity.of(plan.groups().stream().map(pictures::folder).toList()));
    metrics.putAll(Speed.of(runs));
    metrics.put("peakMemoryMiB", Speed.peakMemoryMiB());
    Path page =
        new Report(protocol.output(), plan, figures, scores, runs, metrics)
            .write(protocol.command(), facts);
    report(Phase.REPORT, 1, 1);
    return new EvaluationResult(metrics, scores, page);
  }

  private Galleries galleries() throws IOException {
    List<float[]> people = new ArrayList<>();
    List<List<float[]>> given = new ArrayList<>();
    report(Phase.PEOPLE, 0, plan.people().size());
    for (int person = 0; person < plan.people().size(); person++) {
      references.write(person);
      people.add(instruments.person(pictures(person, ReferencePictures.Use.GALLERY)));
      given.add(instruments.each(pictures(person, ReferencePictures.Use.REFERENCE)));
      report(Phase.PEOPLE, person + 1, plan.people().size());
    }
    return new Galleries(people, given);
  }

  private List<BufferedImage> pictures(int person, ReferencePictures.Use use) {
    return references.files(person, use).stream().map(Pictures::read).toList();
  }

  private void world(Scorer scorer) throws IOException {
    Map<SceneKind, Integer> known = new LinkedHashMap<>();
    report(Phase.WORLD, 0, plan.world().size());
    for (int i = 0; i < plan.world().size(); i++) {
      SceneSpec scene = plan.world().get(i);
      pictures.makeTruth(scene);
      BufferedImage truth = read(scene, Stage.TRUTH);
      scores.addAll(scorer.score(scene, Stage.TRUTH, truth));
      known.merge(scene.kind(), scorer.knownByTrueLandmarks(scene, truth), Integer::sum);
      report(Phase.WORLD, i + 1, plan.world().size());
    }
    double probes = plan.world().size() / 2.0;
    metrics.put("world.rank1.closeup.trueLandmarks", known.get(SceneKind.WORLD_CLOSE_UP) / probes);
    metrics.put("world.rank1.small.trueLandmarks", known.get(SceneKind.WORLD_SMALL) / probes);
  }

  private void generated(Phase phase, List<SceneSpec> scenes, Scorer scorer) throws IOException {
    report(phase, 0, scenes.size());
    for (int i = 0; i < scenes.size(); i++) {
      SceneSpec scene = scenes.get(i);
      runs.add(pictures.make(scene));
      for (Stage stage : ScenePictures.stages(scene)) {
        scores.addAll(scorer.score(scene, stage, read(scene, stage)));
      }
      report(phase, i + 1, scenes.size());
    }
  }

  private BufferedImage read(SceneSpec scene, Stage stage) {
    return Pictures.read(pictures.folder(scene).resolve(stage.fileName()));
  }

  private void report(Phase phase, int done, int total) {
    if (!progress.onProgress(phase, done, total)) {
      throw new CancelledException(done, total);
    }
  }
}
