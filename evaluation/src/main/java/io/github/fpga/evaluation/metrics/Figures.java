package io.github.fpga.evaluation.metrics;

import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.evaluation.suite.Stage;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The figures of an evaluation by their flat keys: {@code kind.measure.stage}. Means are over
 * faces; shares are in [0, 1].
 */
public final class Figures {

  /** What is measured of every face. */
  public enum Measure {
    /** Share whose nearest gallery of all people is the right one. */
    RANK1(Metric.RANK1, score -> score.first() ? 1 : 0),
    /** Mean of the judge's cosine to the right gallery. */
    SIMILARITY(Metric.SIMILARITY, FaceScore::similarity),
    /** Share that is nearer to another of the people of the picture. */
    MIXING(Metric.MIXING, score -> score.mixed() ? 1 : 0),
    /** Mean of how far the right face stands out; groups only. */
    CONFIDENCE(Metric.CONFIDENCE, FaceScore::confidence),
    /** Mean over the faces that were found of how near they are to the reference. */
    COPY_PASTE(Metric.COPY_PASTE, FaceScore::copyPaste),
    /** Share with the centre inside the region and the size within a factor of 1.5. */
    PLACED(Metric.PLACED, score -> score.placed() ? 1 : 0),
    /** Share that the detector does not find near the region. */
    MISSING(Metric.MISSING, score -> score.missing() ? 1 : 0),
    /** Mean normalised error of the 68 landmarks against the true render's. */
    NME(Metric.NME, FaceScore::nme),
    /** Share of the asked joints found within half a face side. */
    PCK(Metric.PCK, FaceScore::pck);

    private final Metric metric;
    private final ToDoubleFunction<FaceScore> value;

    Measure(Metric metric, ToDoubleFunction<FaceScore> value) {
      this.metric = metric;
      this.value = value;
    }

    /** What it is the mean of. */
    public Metric metric() {
      return metric;
    }

    /** The value of one face. */
    public double of(FaceScore score) {
      return value.applyAsDouble(score);
    }
  }

  private final List<FaceScore> scores;

  public Figures(List<FaceScore> scores) {
    this.scores = List.copyOf(scores);
  }

  /** The scores of a kind of scene at a stage, in their order. */
  public List<FaceScore> of(SceneKind kind, Stage stage) {
    return scores.stream().filter(s -> s.scene().kind() == kind && s.stage() == stage).toList();
  }

  /** The mean of a measure over the faces that have it; NaN where there are no such faces. */
  public double mean(SceneKind kind, Stage stage, Measure measure) {
    return of(kind, stage, measure).stream().mapToDouble(measure::of).average().orElse(Double.NaN);
  }

  private List<FaceScore> of(SceneKind kind, Stage stage, Measure measure) {
    return of(kind, stage).stream().filter(s -> !Double.isNaN(measure.of(s))).toList();
  }

  /** The 95 % interval of a mean, by bootstrap over people. */
  public Bootstrap.Interval interval(SceneKind kind, Stage stage, Measure measure, long seed) {
    Bootstrap bootstrap = new Bootstrap();
    of(kind, stage, measure).forEach(score -> bootstrap.add(score.person(), measure.of(score)));
    return bootstrap.interval(seed);
  }

  /**
   * What a stage gained over another, by bootstrap over people of the differences face by face.
   *
   * @param baseline a stage of the same scenes
   * @return empty where fewer than two people have the measure at both stages
   */
  public Optional<PairedBootstrap.Difference> difference(
      SceneKind kind, Stage baseline, Stage candidate, Measure measure, long seed) {
    Map<String, Double> from = new HashMap<>();
    of(kind, baseline, measure).forEach(score -> from.put(face(score), measure.of(score)));
    PairedBootstrap bootstrap = new PairedBootstrap();
    for (FaceScore score : of(kind, candidate, measure)) {
      Double before = from.get(face(score));
      if (before != null) {
        bootstrap.add(score.person(), before, measure.of(score));
      }
    }
    return bootstrap.people() < PairedBootstrap.LEAST_PEOPLE
        ? Optional.empty()
        : Optional.of(bootstrap.difference(seed));
  }

  private static String face(FaceScore score) {
    return score.scene().id() + " " + score.place();
  }

  /** The share of people at rank k or better, for k from 1: the cumulative match characteristic. */
  public double[] rankCurve(SceneKind kind, Stage stage, int ranks) {
    List<FaceScore> chosen = of(kind, stage);
    double[] curve = new double[ranks];
    for (int k = 1; k <= ranks; k++) {
      int rank = k;
      curve[k - 1] =
          (double) chosen.stream().filter(s -> !s.missing() && s.rank() <= rank).count()
              / chosen.size();
    }
    return curve;
  }

  /** All figures that come from faces. */
  public Map<String, Double> keys() {
    Map<String, Double> keys = new LinkedHashMap<>();
    keys.put("placed", placed());
    keys.put("closeup.rank1", mean(SceneKind.CLOSE_UP, Stage.BEFORE, Measure.RANK1));
    keys.put("group.mixing", mean(SceneKind.GROUP, Stage.AFTER, Measure.MIXING));
    double before = mean(SceneKind.GROUP, Stage.BEFORE, Measure.SIMILARITY);
    double after = mean(SceneKind.GROUP, Stage.AFTER, Measure.SIMILARITY);
    double ceiling = mean(SceneKind.GROUP, Stage.TRUTH, Measure.SIMILARITY);
    keys.put("group.gapClosed", (after - before) / (ceiling - before));
    keys.put("world.rank1.closeup", mean(SceneKind.WORLD_CLOSE_UP, Stage.TRUTH, Measure.RANK1));
    keys.put("world.rank1.small", mean(SceneKind.WORLD_SMALL, Stage.TRUTH, Measure.RANK1));
    add(keys, SceneKind.GROUP, EnumSet.allOf(Measure.class), EnumSet.allOf(Stage.class));
    Set<Measure> single = EnumSet.complementOf(EnumSet.of(Measure.MIXING, Measure.CONFIDENCE));
    add(keys, SceneKind.CLOSE_UP, single, EnumSet.complementOf(EnumSet.of(Stage.AFTER)));
    return keys;
  }

  /** All people of close-ups as generated and of groups after restoring. */
  private double placed() {
    return scores.stream()
        .filter(
            s ->
                s.scene().kind() == SceneKind.CLOSE_UP && s.stage() == Stage.BEFORE
                    || s.scene().kind() == SceneKind.GROUP && s.stage() == Stage.AFTER)
        .mapToDouble(Measure.PLACED::of)
        .average()
        .orElse(Double.NaN);
  }

  private void add(
      Map<String, Double> keys, SceneKind kind, Set<Measure> measures, Set<Stage> stages) {
    for (Measure measure : measures) {
      for (Stage stage : stages) {
        String key = kind.folder() + "." + measure.metric().key() + "." + stage.suffix();
        keys.put(key, mean(kind, stage, measure));
      }
    }
  }
}
