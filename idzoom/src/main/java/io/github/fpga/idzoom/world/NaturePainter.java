package io.github.fpga.idzoom.world;

import io.github.fpga.idzoom.world.BackgroundPainter.Brush;

/** Places under the sky: park, beach, mountains, snow, garden. */
final class NaturePainter {
  private static final int[] SKIES = {0x8cc4ee, 0x9fd2e6, 0xb9cfe4, 0xf2c9a0, 0xa9b8e8};

  private final Brush b;
  private final Rng r;
  private final int sky;
  private final double horizon;

  NaturePainter(Brush brush, Rng random) {
    b = brush;
    r = random;
    sky = r.pick(new Integer[] {SKIES[0], SKIES[1], SKIES[2], SKIES[3], SKIES[4]});
    horizon = r.range(0.5, 0.66);
  }

  void paint(Place place) {
    b.band(0, 1, sky, Rgb.light(sky, 0.62));
    switch (place) {
      case BEACH -> beach();
      case MOUNTAINS -> mountains();
      case SNOW -> snow();
      case GARDEN -> garden();
      default -> park();
    }
  }

  private void clouds() {
    for (int i = 0; i < 3; i++) {
      double x = r.range(0, 1);
      double y = r.range(0.06, 0.26);
      double s = r.range(0.05, 0.09);
      b.oval(x, y, 1.7 * s, 0.45 * s, 0xffffff, 0.7);
      b.oval(x - 0.4 * s, y - 0.3 * s, 0.7 * s, 0.5 * s, 0xffffff, 0.7);
      b.oval(x + 0.5 * s, y - 0.22 * s, 0.6 * s, 0.42 * s, 0xffffff, 0.7);
    }
  }

  private void tree(double x, double ground, double size, int leaves) {
    b.box(x - 0.09 * size, ground - 0.9 * size, 0.18 * size, 0.9 * size, 0x7a5538);
    b.ball(x - 0.34 * size, ground - 0.95 * size, 0.42 * size, 0.38 * size, Rgb.dark(leaves, 0.1));
    b.ball(x + 0.34 * size, ground - 1.0 * size, 0.42 * size, 0.4 * size, leaves);
    b.ball(x, ground - 1.28 * size, 0.5 * size, 0.48 * size, Rgb.light(leaves, 0.08));
  }

  private void park() {
    clouds();
    int green = r.pick(new Integer[] {0x5fa65a, 0x74ad4e, 0xa3a44a});
    b.hills(Rgb.mix(green, sky, 0.4), 1, wave(horizon - 0.06, 0.06));
    b.band(horizon, 1, Rgb.light(green, 0.2), Rgb.dark(green, 0.2));
    b.plainPoly(0xe2cfa4, 1, 0.42, horizon, 0.5, horizon, 0.95, 1, 0.35, 1);
    for (int i = 0; i < 4; i++) {
      double x = (i + r.range(0.15, 0.85)) / 4;
      tree(x, horizon + r.range(0.02, 0.1), r.range(0.13, 0.24), Rgb.dark(green, r.range(0, 0.3)));
    }
  }

  private double[] wave(double height, double swing) {
    double[] h = new double[9];
    for (int i = 0; i < h.length; i++) {
      h[i] = height + r.range(-swing, swing);
    }
    return h;
  }

  private void beach() {
    clouds();
    b.oval(r.range(0.1, 0.9), r.range(0.1, 0.3), 0.06, 0.06, 0xfff1b0, 0.9);
    int sea = r.pick(new Integer[] {0x2f8fb5, 0x3aa7b0, 0x3f7fc0});
    double shore = horizon + r.range(0.12, 0.2);
    b.band(horizon, shore + 0.04, Rgb.dark(sea, 0.1), Rgb.light(sea, 0.35));
    for (int i = 0; i < 6; i++) {
      double x = r.range(0, 0.9);
      double y = r.range(horizon + 0.02, shore - 0.02);
      b.oval(x, y, 0.07, 0.004, 0xffffff, 0.6);
    }
    b.hills(0xf3f3ea, 1, wave(shore, 0.014));
    b.hills(0xe6cd97, 1, wave(shore + 0.025, 0.014));
    if (r.chance(0.7)) {
      double x = r.chance(0.5) ? r.range(0.02, 0.16) : r.range(0.84, 0.98);
      int cloth = r.pick(new Integer[] {0xd8484a, 0xf0b53c, 0x3d7cc4});
      b.box(x - 0.006, shore - 0.22, 0.012, 0.36, 0xf2efe6);
      b.poly(cloth, x - 0.17, shore - 0.17, x, shore - 0.31, x + 0.17, shore - 0.17);
      b.plainPoly(0xfaf5ea, 1, x - 0.06, shore - 0.17, x, shore - 0.31, x + 0.06, shore - 0.17);
    }
  }

  private void mountains() {
    clouds();
    int rock = r.pick(new Integer[] {0x7f8aa6, 0x8a7f8c, 0x6f8794});
    for (int i = 0; i < 5; i++) {
      double x = -0.05 + 0.25 * i + r.range(-0.06, 0.06);
      double y = r.range(0.16, 0.36);
      double w = r.range(0.22, 0.34);
      b.poly(
          Rgb.mix(rock, sky, r.range(0, 0.4)), x - w, horizon + 0.04, x, y, x + w, horizon + 0.04);
      double cap = 0.28;
      double hy = y + cap * (horizon - y);
      b.plainPoly(
          0xffffff,
          0.92,
          x - cap * w,
          hy,
          x,
          y,
          x + cap * w,
          hy,
          x + 0.1 * w,
          hy - 0.03,
          x,
          hy + 0.02,
          x - 0.1 * w,
          hy - 0.03);
    }
    int green = r.pick(new Integer[] {0x5f8f5a, 0x6b9a4e, 0x8a8f52});
    b.hills(green, 2, wave(horizon + 0.03, 0.03));
    b.hills(Rgb.dark(green, 0.18), 2, wave(horizon + 0.18, 0.03));
    for (int i = 0; i < 7; i++) {
      pine(r.range(0, 1), horizon + r.range(0.08, 0.2), r.range(0.08, 0.15), Rgb.dark(green, 0.4));
    }
  }

  private void pine(double x, double ground, double size, int rgb) {
    for (int i = 0; i < 3; i++) {
      double y = ground - 0.3 * size * i;
      double w = 0.34 * size * (1 - 0.22 * i);
      b.poly(rgb, x - w, y, x, y - 0.6 * size, x + w, y);
    }
  }

  private void snow() {
    b.hills(0xd3deec, 2, wave(horizon - 0.05, 0.05));
    b.hills(0xe9eff6, 2, wave(horizon + 0.03, 0.03));
    for (int i = 0; i < 6; i++) {
      double x = r.range(0, 1);
      double y = horizon + r.range(0.03, 0.14);
      double s = r.range(0.14, 0.26);
      pine(x, y, s, 0x4f7a72);
      b.plainPoly(
          0xffffff, 0.9, x - 0.09 * s, y - 0.95 * s, x, y - 1.2 * s, x + 0.09 * s, y - 0.95 * s);
    }
    b.hills(0xf6f9fc, 2, wave(horizon + 0.16, 0.03));
    for (int i = 0; i < 36; i++) {
      double s = r.range(0.003, 0.008);
      b.oval(r.unit(), r.unit(), s, s, 0xffffff, 0.85);
    }
  }

  private void garden() {
    clouds();
    int hedge = r.pick(new Integer[] {0x3f7d4a, 0x548a3f, 0x2f6f5c});
    for (int i = -1; i < 8; i++) {
      b.ball(i / 6.0, horizon - 0.02, 0.13, r.range(0.13, 0.2), Rgb.dark(hedge, r.range(0, 0.2)));
    }
    int lawn = Rgb.light(hedge, 0.25);
    b.band(horizon, 1, Rgb.light(lawn, 0.15), lawn);
    Integer[] petals = {0xe8517a, 0xf5c542, 0xffffff, 0xb26ad1, 0xef7f3c};
    int main = r.pick(petals);
    for (int i = 0; i < 34; i++) {
      double x = r.unit();
      double y = horizon + 0.02 + 0.4 * (i / 34.0);
      double s = 0.008 + 0.018 * (i / 34.0);
      b.oval(x, y + s, 0.3 * s, 1.2 * s, Rgb.dark(hedge, 0.2), 1);
      b.oval(x, y, s, 0.85 * s, r.chance(0.6) ? main : r.pick(petals), 1);
      b.oval(x, y, 0.4 * s, 0.35 * s, 0xf9e07a, 1);
    }
  }
}
