package io.github.fpga.evaluation.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of several runs of one suite as those of one: the mean of the runs that have a figure.
 * Runs draw people of their own, so half-widths of intervals add up as independent errors do,
 * {@code sqrt(sum h^2) / n}, below and above the mean apart.
 */
final class PooledFigures {

  private static final String LOW = ".low";
  private static final String HIGH = ".high";
  private static final String P_VALUE = ".gain.p";

  private final List<Map<String, Double>> runs;

  private PooledFigures(List<Map<String, Double>> runs) {
    this.runs = runs;
  }

  /**
   * Pools them; p values are left out, where there are several runs.
   *
   * @param runs each run's figures by key
   */
  static Map<String, Double> of(List<Map<String, Double>> runs) {
    return runs.size() == 1 ? runs.get(0) : new PooledFigures(runs).pooled();
  }

  private Map<String, Double> pooled() {
    Map<String, Double> pooled = new LinkedHashMap<>();
    for (Map<String, Double> run : runs) {
      for (String key : run.keySet()) {
        if (!key.endsWith(P_VALUE)) {
          pooled.computeIfAbsent(key, this::pooled);
        }
      }
    }
    return pooled;
  }

  private double pooled(String key) {
    if (key.endsWith(LOW)) {
      return bound(key, key.substring(0, key.length() - LOW.length()), -1);
    }
    if (key.endsWith(HIGH)) {
      return bound(key, key.substring(0, key.length() - HIGH.length()), 1);
    }
    return runs.stream()
        .filter(run -> run.containsKey(key))
        .mapToDouble(run -> run.get(key))
        .average()
        .orElseThrow();
  }

  private double bound(String key, String middle, int side) {
    double squares = 0;
    int count = 0;
    for (Map<String, Double> run : runs) {
      if (run.containsKey(key)) {
        squares += Math.pow(run.get(key) - run.get(middle), 2);
        count++;
      }
    }
    return pooled(middle) + side * Math.sqrt(squares) / count;
  }
}
