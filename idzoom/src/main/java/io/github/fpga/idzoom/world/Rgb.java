package io.github.fpga.idzoom.world;

import java.awt.Color;

/** Arithmetic on 0xRRGGBB colours. */
final class Rgb {
  private Rgb() {}

  /** A at share 0, b at share 1. */
  static int mix(int a, int b, double share) {
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int x = (a >> shift) & 255;
      int y = (b >> shift) & 255;
      out |= clamp(x + (y - x) * share) << shift;
    }
    return out;
  }

  /** Multiplies all channels. */
  static int scale(int rgb, double factor) {
    return clamp(((rgb >> 16) & 255) * factor) << 16
        | clamp(((rgb >> 8) & 255) * factor) << 8
        | clamp((rgb & 255) * factor);
  }

  /** Lighter by a share towards a warm white. */
  static int light(int rgb, double share) {
    return mix(rgb, 0xfff6e8, share);
  }

  /** Darker by a share towards a cool violet: shadows that look painted, not dirty. */
  static int dark(int rgb, double share) {
    return mix(rgb, mix(0x1c1030, scale(rgb, 0.35), 0.55), share);
  }

  static double luminance(int rgb) {
    return (0.299 * ((rgb >> 16) & 255) + 0.587 * ((rgb >> 8) & 255) + 0.114 * (rgb & 255)) / 255;
  }

  static Color color(int rgb, double alpha) {
    return new Color((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, clamp(alpha * 255));
  }

  static int clamp(double v) {
    return v < 0 ? 0 : v > 255 ? 255 : (int) (v + 0.5);
  }
}
