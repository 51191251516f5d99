package io.github.fpga.evaluation.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Percentile bootstrap over people (Efron and Tibshirani 1993): whole people are drawn with
 * replacement, because several faces of one person are no independent observations. For a paired
 * comparison give the differences.
 */
public final class Bootstrap {

  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  /** The bounds between which 95 % of the resampled means lie. */
  public record Interval(double low, double high) {}

  private final Map<Integer, double[]> people = new LinkedHashMap<>();

  /** Adds a value of a person. */
  public void add(int person, double value) {
    double[] sums = people.computeIfAbsent(person, p -> new double[2]);
    sums[0] += value;
    sums[1]++;
  }

  /**
   * The interval of the mean over all values.
   *
   * @throws IllegalStateException without values
   */
  public Interval interval(long seed) {
    if (people.isEmpty()) {
      throw new IllegalStateException("no values");
    }
    List<double[]> all = new ArrayList<>(people.values());
    Random random = new Random(seed);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      double count = 0;
      for (int n = 0; n < all.size(); n++) {
        double[] one = all.get(random.nextInt(all.size()));
        sum += one[0];
        count += one[1];
      }
      means[i] = sum / count;
    }
    Arrays.sort(means);
    return new Interval(means[(int) (TAIL * RESAMPLES)], means[(int) ((1 - TAIL) * RESAMPLES) - 1]);
  }
}
