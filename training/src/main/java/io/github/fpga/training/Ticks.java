package io.github.fpga.training;

/** Round numbers along an axis: 1, 2 or 5 times a power of ten apart. */
public final class Ticks {

  private static final int ABOUT = 5;
  private static final double ROUNDING = 1e-9;

  private final double low;
  private final double high;
  private final double step;

  private Ticks(double low, double high, double step) {
    this.low = low;
    this.high = high;
    this.step = step;
  }

  /** An axis from a round number to a round number that holds all values. */
  public static Ticks over(double least, double most) {
    double range = most - least;
    double span = range > 0 ? range : Math.max(1, Math.abs(most));
    double power = Math.pow(10, Math.floor(Math.log10(span / ABOUT)));
    double factor = span / ABOUT / power;
    double step = power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    double low = Math.floor(least / step + ROUNDING) * step;
    double high = Math.ceil((range > 0 ? most : least + span) / step - ROUNDING) * step;
    return new Ticks(low, high, step);
  }

  /** Where the axis begins. */
  public double low() {
    return low;
  }

  /** Where it ends. */
  public double high() {
    return high;
  }

  /** How far its numbers are apart. */
  public double step() {
    return step;
  }

  /** How many decimals numbers that far apart need. */
  public static int decimals(double step) {
    return (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
  }

  /** How many decimals its numbers need. */
  public int decimals() {
    return decimals(step);
  }
}
