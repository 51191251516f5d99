package io.github.fpga.idzoom.world;

/**
 * A facial expression.
 *
 * @param smile -1 (corners down) to 1
 * @param open how far the mouth is open, 0 to 1
 * @param brows -1 (drawn down) to 1 (raised)
 * @param lids how far the eyes are closed, 0 to 1
 */
public record Expression(Mood mood, double smile, double open, double brows, double lids) {

  public static final Expression NEUTRAL = new Expression(Mood.NEUTRAL, 0, 0, 0, 0);

  static Expression sample(Rng r) {
    return of(Mood.values()[r.weighted(3, 3, 1.3, 1, 1, 0.4)], r);
  }

  static Expression of(Mood mood, Rng r) {
    double s = r.range(0.6, 1);
    return switch (mood) {
      case NEUTRAL -> new Expression(mood, r.range(-0.1, 0.15), 0, r.range(-0.15, 0.15), 0);
      case SMILING -> new Expression(mood, s, 0, 0.2 * s, 0.12 * s);
      case LAUGHING -> new Expression(mood, s, 0.75 * s, 0.3 * s, 0.25 * s);
      case FROWNING -> new Expression(mood, -s, 0, -0.9 * s, 0.1);
      case SURPRISED -> new Expression(mood, 0, 0.7 * s, s, -0.15 * s);
      case BLINKING -> new Expression(mood, r.range(0, 0.5), 0, 0.1, 1);
    };
  }
}
