package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.FaceScore;
import io.github.fpga.evaluation.metrics.Figures;
import io.github.fpga.evaluation.metrics.MaskEffects;
import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.metrics.Scorer;
import io.github.fpga.evaluation.metrics.Seam;
import io.github.fpga.evaluation.style.StyleClassifier;
import io.github.fpga.evaluation.suite.Stage;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All metrics of every person who counts in a picture. Beside those of {@link Figures.Measure}:
 *
 * <ul>
 *   <li>{@code worse}: 1 where the similarity fell by more than {@value #WORSE} against the input;
 *   <li>{@code refused}: 1 where a new face was made and not kept; only faces worked on have it;
 *   <li>{@code oldPerson}: 1 where the nearest of all people is who was there before a swap;
 *   <li>{@code seam}, {@code outside}: in the square {@value #AROUND} times as large as the region.
 * </ul>
 */
final class FaceScoring {

  private static final double WORSE = 0.02;
  private static final double AROUND = 3;

  private final Scorer scorer;
  private final StyleClassifier styles;
  private String lastInput = "";
  private List<FaceScore> lastScores = List.of();

  FaceScoring(Scorer scorer, StyleClassifier styles) {
    this.scorer = scorer;
    this.styles = styles;
  }

  /** One entry per person who counts, in their order. */
  List<FaceValues> score(Trial trial, Bench.Finished finished) {
    BufferedImage image = Pictures.read(finished.file());
    List<FaceScore> scores = scorer.score(trial.scene(), Stage.BEFORE, image);
    List<FaceValues> values = new ArrayList<>();
    for (int place : trial.places()) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      FaceScore score = scores.get(place);
      for (Figures.Measure measure : Figures.Measure.values()) {
        put(metrics, measure.metric(), measure.of(score));
      }
      if (trial.scene().people().size() == 1) {
        metrics.remove(Metric.MIXING.key());
        metrics.remove(Metric.CONFIDENCE.key());
      }
      Box face = score.missing() ? trial.scene().region(place) : score.found();
      put(metrics, Metric.STYLE, styles.of(image, face) == trial.scene().truth().style());
      if (trial.oldPerson() >= 0) {
        put(metrics, Metric.OLD_PERSON, score.nearest() == trial.oldPerson());
      }
      if (finished.input() != null) {
        before(trial, finished, score, metrics);
        effects(trial.scene().region(place), image, finished, metrics);
        worked(place, finished, metrics);
      }
      values.add(new FaceValues(place, metrics));
    }
    return values;
  }

  private static void put(Map<String, Double> metrics, Metric metric, boolean yes) {
    metrics.put(metric.key(), yes ? 1.0 : 0.0);
  }

  private static void put(Map<String, Double> metrics, Metric metric, double value) {
    if (!Double.isNaN(value)) {
      metrics.put(metric.key(), value);
    }
  }

  private void before(
      Trial trial, Bench.Finished finished, FaceScore score, Map<String, Double> metrics) {
    double before = input(trial, finished.input()).get(score.place()).similarity();
    put(metrics, Metric.WORSE, score.similarity() < before - WORSE);
  }

  /** The rows of a trial come one after the other, so the last input is the one asked for. */
  private List<FaceScore> input(Trial trial, Path input) {
    String name = trial.id() + " " + input;
    if (!name.equals(lastInput)) {
      lastScores = scorer.score(trial.scene(), Stage.BEFORE, Pictures.read(input));
      lastInput = name;
    }
    return lastScores;
  }

  private static void effects(
      Box region, BufferedImage image, Bench.Finished finished, Map<String, Double> metrics) {
    BufferedImage before = around(region, Pictures.read(finished.input()));
    BufferedImage after = around(region, image);
    BufferedImage mask =
        finished.mask() == null
            ? Pictures.of(before.getWidth(), before.getHeight(), new int[pixels(before)])
            : around(region, Pictures.read(finished.mask()));
    put(metrics, Metric.SEAM, Seam.of(before, after, mask).excess());
    put(metrics, Metric.OUTSIDE, MaskEffects.outsideMaxDiff(before, after, mask));
  }

  private static int pixels(BufferedImage image) {
    return image.getWidth() * image.getHeight();
  }

  private static BufferedImage around(Box region, BufferedImage image) {
    Box square = region.square(AROUND);
    int side = (int) Math.ceil(square.width());
    int x = (int) Math.floor(square.x());
    int y = (int) Math.floor(square.y());
    return Warps.window(image, x, y, side, side, Border.ZERO);
  }

  private static void worked(int place, Bench.Finished finished, Map<String, Double> metrics) {
    for (Work.WorkedFace face : finished.kept().worked()) {
      if (face.place() == place) {
        put(metrics, Metric.REFUSED, !face.kept());
        put(metrics, Metric.AGREEMENT, face.agreement());
      }
    }
  }
}
