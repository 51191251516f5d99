package io.github.fpga.evaluation.report;

/** Round numbers along an axis: 1, 2 or 5 times a power of ten apart. */
final class Ticks {

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
  static Ticks over(double least, double most) {
    double range = most - least;
    double span = range > 0 ? range : Math.max(1, Math.abs(most));
    double power = Math.pow(10, Math.floor(Math.log10(span / ABOUT)));
    double factor = span / ABOUT / power;
    double step = power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    double low = Math.floor(least / step + ROUNDING) * step;
    double high = Math.ceil((range > 0 ? most : least + span) / step - ROUNDING) * step;
    return new Ticks(low, high, step);
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  double step() {
    return step;
  }

  /** How many decimals numbers that far apart need. */
  static int decimals(double step) {
    return (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
  }

  int decimals() {
    return decimals(step);
  }
}
