package io.github.fpga.evaluation.metrics;

import java.awt.image.BufferedImage;

/**
 * The seam along a mask's border: how much the gradient across it has risen by restoring, {@code
 * (sum |Y'_p - Y'_q| - sum |Y_p - Y_q|) / pairs} over all pairs of neighbouring pixels p inside and
 * q outside the mask, with the luma Y before and Y' after, in levels of 255. In [-255, 255]: 0 for
 * an untouched picture, above 0 where an edge has come that was not there, below 0 where the border
 * has become smoother; lower is better, down to 0. Swapping before and after changes the sign. Our
 * definition.
 *
 * <p>Edges that were there before, such as a collar, count on both sides and fall out. Rises and
 * falls along one border offset each other, and colours of one luma are not seen.
 *
 * @param before sum of absolute differences of luma over all pairs
 * @param after the same in the restored picture
 * @param pairs how many pairs
 */
public record Seam(double before, double after, long pairs) {

  /** Of no picture. */
  public static final Seam NONE = new Seam(0, 0, 0);

  /**
   * Along the border of one picture's mask.
   *
   * @param mask black outside
   * @throws IllegalArgumentException where the sizes differ
   */
  public static Seam of(BufferedImage before, BufferedImage after, BufferedImage mask) {
    int[] m = MaskEffects.maskOf(before, after, mask);
    double[] b = Luma.of(before);
    double[] a = Luma.of(after);
    int width = mask.getWidth();
    double sumBefore = 0;
    double sumAfter = 0;
    long pairs = 0;
    for (int i = 0; i < m.length; i++) {
      int right = (i + 1) % width == 0 ? i : i + 1;
      int below = i + width < m.length ? i + width : i;
      for (int j : new int[] {right, below}) {
        if ((m[i] == 0) != (m[j] == 0)) {
          sumBefore += Math.abs(b[i] - b[j]);
          sumAfter += Math.abs(a[i] - a[j]);
          pairs++;
        }
      }
    }
    return new Seam(sumBefore, sumAfter, pairs);
  }

  /** The seams of two pictures together. */
  public Seam plus(Seam other) {
    return new Seam(before + other.before, after + other.after, pairs + other.pairs);
  }

  /** The mean rise of a pair's difference, in levels; 0 without pairs: nothing was changed. */
  public double excess() {
    return pairs == 0 ? 0 : (after - before) / pairs;
  }

  /** After over before: 1 is invisible, above 1 an edge that was not there. NaN without pairs. */
  public double ratio() {
    return after / before;
  }
}
