package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Bootstrap;
import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.metrics.PairedBootstrap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of one table; each is resampled once. */
final class Results {

  /** A mean and its interval. */
  record Mean(double value, Bootstrap.Interval interval) {}

  private record Cell(String row, String slice, Metric metric) {}

  private final Experiment experiment;
  private final List<FaceResult> faces;
  private final long seed;
  private final Map<Cell, Optional<Mean>> means = new HashMap<>();
  private final Map<Cell, Optional<PairedBootstrap.Difference>> gains = new HashMap<>();

  /**
   * @param faces of all rows of the table
   * @param seed of the resampling
   */
  Results(Experiment experiment, List<FaceResult> faces, long seed) {
    this.experiment = experiment;
    this.faces = List.copyOf(faces);
    this.seed = seed;
  }

  Experiment experiment() {
    return experiment;
  }

  /** The faces of a row in a slice, in the order of the trials. */
  List<FaceResult> of(Row row, Slice slice) {
    return faces.stream()
        .filter(face -> face.row().id().equals(row.id()) && slice.holds().test(face))
        .toList();
  }

  /** Over the faces that have the metric; empty where none has. */
  Optional<Mean> mean(Row row, Slice slice, Metric metric) {
    return means.computeIfAbsent(
        new Cell(row.id(), slice.id(), metric), cell -> resampled(row, slice, metric));
  }

  private Optional<Mean> resampled(Row row, Slice slice, Metric metric) {
    Bootstrap bootstrap = new Bootstrap();
    for (FaceResult face : of(row, slice)) {
      if (!Double.isNaN(face.of(metric))) {
        bootstrap.add(face.person(), face.of(metric));
      }
    }
    return bootstrap.people() == 0
        ? Optional.empty()
        : Optional.of(new Mean(bootstrap.mean(), bootstrap.interval(seed)));
  }

  /**
   * What the row {@code ours} gains over another, pair by pair; empty where fewer than two people
   * have the metric in both.
   */
  Optional<PairedBootstrap.Difference> gain(Row other, Slice slice, Metric metric) {
    return gains.computeIfAbsent(
        new Cell(other.id(), slice.id(), metric), cell -> paired(other, slice, metric));
  }

  private Optional<PairedBootstrap.Difference> paired(Row other, Slice slice, Metric metric) {
    Map<String, Double> baseline = new HashMap<>();
    of(other, slice).forEach(face -> baseline.put(face.pair(), face.of(metric)));
    PairedBootstrap bootstrap = new PairedBootstrap();
    for (FaceResult face : of(experiment.ours(), slice)) {
      double from = baseline.getOrDefault(face.pair(), Double.NaN);
      if (!Double.isNaN(from) && !Double.isNaN(face.of(metric))) {
        bootstrap.add(face.person(), from, face.of(metric));
      }
    }
    return bootstrap.people() < PairedBootstrap.LEAST_PEOPLE
        ? Optional.empty()
        : Optional.of(bootstrap.difference(seed));
  }

  /** By {@code table.slice.row.metric}, with {@code .low}, {@code .high} and {@code .gain}. */
  Map<String, Double> keys() {
    Map<String, Double> keys = new LinkedHashMap<>();
    for (Slice slice : experiment.slices()) {
      for (Row row : experiment.rows()) {
        for (Metric metric : experiment.metrics()) {
          String key = String.join(".", experiment.id(), slice.id(), row.id(), metric.key());
          mean(row, slice, metric).ifPresent(mean -> put(keys, key, mean));
          if (!row.equals(experiment.ours())) {
            gain(row, slice, metric).ifPresent(gain -> put(keys, key + ".gain", gain));
          }
        }
      }
    }
    return keys;
  }

  private static void put(Map<String, Double> keys, String key, Mean mean) {
    keys.put(key, mean.value());
    keys.put(key + ".low", mean.interval().low());
    keys.put(key + ".high", mean.interval().high());
  }

  private static void put(Map<String, Double> keys, String key, PairedBootstrap.Difference gain) {
    keys.put(key, gain.mean());
    keys.put(key + ".low", gain.interval().low());
    keys.put(key + ".high", gain.interval().high());
    keys.put(key + ".p", gain.p());
  }
}
