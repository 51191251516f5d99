package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.FaceScore;
import io.github.fpga.evaluation.metrics.Figures;
import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.evaluation.suite.Stage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The plots of group scenes. */
final class Plots {

  private static final int BINS = 30;
  private static final int RANKS = 20;
  private static final double LOWEST = -0.5;

  private final Figures figures;
  private final int people;

  Plots(Figures figures, int people) {
    this.figures = figures;
    this.people = people;
  }

  String html() {
    return "<div class=\"plots\">%s%s%s</div>".formatted(histogram(), rankCurve(), pairs());
  }

  private static Map<Stage, Series> series() {
    Map<Stage, Series> series = new LinkedHashMap<>();
    series.put(Stage.BEFORE, Series.BEFORE);
    series.put(Stage.AFTER, Series.AFTER);
    series.put(Stage.ROUND_TRIP, Series.ROUND_TRIP);
    series.put(Stage.TRUTH, Series.TRUTH);
    return series;
  }

  private String histogram() {
    Map<Stage, double[]> counts = new LinkedHashMap<>();
    double most = 1;
    for (Stage stage : List.of(Stage.TRUTH, Stage.BEFORE, Stage.AFTER)) {
      double[] bins = new double[BINS];
      for (FaceScore score : figures.of(SceneKind.GROUP, stage)) {
        double at = (score.similarity() - LOWEST) / (1 - LOWEST) * BINS;
        bins[(int) Math.max(0, Math.min(BINS - 1, at))]++;
      }
      counts.put(stage, bins);
      most = Math.max(most, Arrays.stream(bins).max().orElse(1));
    }
    double step = most > 40 ? 10 : most > 16 ? 5 : most > 6 ? 2 : 1;
    Plot plot = new Plot(LOWEST, 1, 0, Math.ceil(most / step) * step);
    plot.axes(0.25, step, 2, "judge similarity to the right person", "faces");
    counts.forEach((stage, bins) -> plot.steps(bins, series().get(stage)));
    counts.keySet().forEach(stage -> plot.legend(series().get(stage), false));
    return plot.svg("Similarity of the faces of group scenes");
  }

  private String rankCurve() {
    int ranks = Math.min(RANKS, people);
    double[] xs = IntStream.rangeClosed(1, ranks).asDoubleStream().toArray();
    Plot plot = new Plot(1, ranks, 0, 1);
    plot.axes(ranks > 10 ? 5 : 1, 0.2, 0, "rank among all people, at most", "share of faces");
    series()
        .forEach(
            (stage, series) -> {
              plot.curve(xs, figures.rankCurve(SceneKind.GROUP, stage, ranks), series);
              plot.legend(series, true);
            });
    return plot.svg("Rank curve of group scenes");
  }

  private String pairs() {
    List<FaceScore> before = figures.of(SceneKind.GROUP, Stage.BEFORE);
    List<FaceScore> after = figures.of(SceneKind.GROUP, Stage.AFTER);
    Plot plot = new Plot(LOWEST, 1, LOWEST, 1);
    plot.axes(0.25, 0.5, 2, "similarity as generated", "similarity after DIIR");
    plot.line(LOWEST, LOWEST, 1, 1, "diagonal");
    for (int i = 0; i < before.size(); i++) {
      String title = "%s, person %d".formatted(before.get(i).scene().id(), before.get(i).person());
      plot.dot(
          Math.max(LOWEST, before.get(i).similarity()),
          Math.max(LOWEST, after.get(i).similarity()),
          Series.AFTER,
          title);
    }
    return plot.svg("Each face before and after DIIR");
  }
}
