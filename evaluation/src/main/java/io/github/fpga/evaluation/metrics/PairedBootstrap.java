package io.github.fpga.evaluation.metrics;

import java.util.Arrays;

/**
 * Whether one method differs from another: bootstrap over people of the differences of values that
 * belong together, of one person in one scene with one seed (Efron and Tibshirani 1993). What makes
 * a scene hard falls out of a difference, so the interval is narrower than those of the two means
 * tell. Every difference that a report claims comes from here.
 *
 * <p>The p-value is two-sided, by inversion of the percentile interval: {@code min(1, 2 (1 +
 * min(#{m <= 0}, #{m >= 0})) / (B + 1))} over the B resampled means m; the ones keep it above 0,
 * for B draws cannot tell smaller ones apart. It is not corrected for the number of comparisons.
 */
public final class PairedBootstrap {

  /** With fewer nothing could be drawn. */
  public static final int LEAST_PEOPLE = 2;

  private final Bootstrap differences = new Bootstrap();

  /**
   * What came out.
   *
   * @param mean of candidate minus baseline
   * @param interval of 95 %
   * @param p two-sided, in (0, 1]
   * @param people how many
   */
  public record Difference(double mean, Bootstrap.Interval interval, double p, int people) {

    /** Whether the interval leaves out 0. */
    public boolean clear() {
      return interval.low() > 0 || interval.high() < 0;
    }
  }

  /**
   * Adds a pair of values.
   *
   * @throws IllegalArgumentException where one is not a number
   */
  public void add(int person, double baseline, double candidate) {
    differences.add(person, candidate - baseline);
  }

  /** How many people have pairs. */
  public int people() {
    return differences.people();
  }

  /**
   * The difference candidate minus baseline.
   *
   * @throws IllegalStateException for fewer than {@value #LEAST_PEOPLE} people
   */
  public Difference difference(long seed) {
    if (differences.people() < LEAST_PEOPLE) {
      throw new IllegalStateException(
          "at least %d people expected, got %d".formatted(LEAST_PEOPLE, differences.people()));
    }
    double[] means = differences.means(seed);
    long below = Arrays.stream(means).filter(m -> m <= 0).count();
    long above = Arrays.stream(means).filter(m -> m >= 0).count();
    double p = Math.min(1, 2.0 * (1 + Math.min(below, above)) / (means.length + 1));
    return new Difference(differences.mean(), Bootstrap.interval(means), p, differences.people());
  }
}
