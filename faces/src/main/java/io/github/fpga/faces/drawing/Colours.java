package io.github.fpga.faces.drawing;

/** Colours 0xRRGGBB. */
final class Colours {

  private Colours() {}

  /** Each channel times 0.6, cut to a whole number: upstream's limbs are darker than its joints. */
  static int darkened(int rgb) {
    int result = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      result |= (int) ((rgb >> shift & 255) * 0.6) << shift;
    }
    return result;
  }

  /** The fully saturated colour of a hue in [0, 1). */
  static int hue(double hue) {
    double sector = hue * 6;
    double rest = sector - (int) sector;
    double[] rgb =
        switch ((int) sector) {
          case 0 -> new double[] {1, rest, 0};
          case 1 -> new double[] {1 - rest, 1, 0};
          case 2 -> new double[] {0, 1, rest};
          case 3 -> new double[] {0, 1 - rest, 1};
          case 4 -> new double[] {rest, 0, 1};
          default -> new double[] {1, 0, 1 - rest};
        };
    int result = 0;
    for (double channel : rgb) {
      result = result << 8 | (int) Math.rint(channel * 255);
    }
    return result;
  }
}
