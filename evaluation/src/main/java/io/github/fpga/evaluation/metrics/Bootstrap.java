package io.github.fpga.evaluation.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Percentile bootstrap over people (Efron and Tibshirani, An Introduction to the Bootstrap, 1993):
 * whole people are drawn with replacement, because several faces of one person are no independent
 * observations. The same values give the same interval for the same seed, in whatever order the
 * people come. With fewer than some ten people the intervals are too narrow. For the difference of
 * two methods see {@link PairedBootstrap}.
 */
public final class Bootstrap {

  /** How often people are drawn. */
  public static final int RESAMPLES = 10_000;

  private static final double TAIL = 0.025;

  /** The bounds between which 95 % of the resampled means lie. */
  public record Interval(double low, double high) {}

  private final Map<Integer, double[]> people = new TreeMap<>();

  /**
   * Adds a value of a person.
   *
   * @throws IllegalArgumentException where it is not a number
   */
  public void add(int person, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "the value of person %d must be a number, got %s".formatted(person, value));
    }
    double[] sums = people.computeIfAbsent(person, p -> new double[2]);
    sums[0] += value;
    sums[1]++;
  }

  /** How many people have values. */
  public int people() {
    return people.size();
  }

  /**
   * The mean over all values.
   *
   * @throws IllegalStateException without values
   */
  public double mean() {
    double sum = 0;
    double count = 0;
    for (double[] one : values()) {
      sum += one[0];
      count += one[1];
    }
    return sum / count;
  }

  /**
   * The interval of the mean over all values.
   *
   * @throws IllegalStateException without values
   */
  public Interval interval(long seed) {
    return interval(means(seed));
  }

  /** Between the percentiles 2.5 and 97.5 of sorted means. */
  static Interval interval(double[] means) {
    int cut = (int) (TAIL * means.length);
    return new Interval(means[cut], means[means.length - 1 - cut]);
  }

  /** The means of {@value #RESAMPLES} draws, from low to high. */
  double[] means(long seed) {
    List<double[]> all = values();
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
    return means;
  }

  private List<double[]> values() {
    if (people.isEmpty()) {
      throw new IllegalStateException("no values");
    }
    return new ArrayList<>(people.values());
  }
}
