package io.github.fpga.idzoom.world;

import io.github.fpga.idzoom.world.BackgroundPainter.Brush;

/** Streets by day and cities at night. */
final class CityPainter {
  private final Brush b;
  private final Rng r;

  CityPainter(Brush brush, Rng random) {
    b = brush;
    r = random;
  }

  void paint(Place place) {
    if (place == Place.NIGHT_CITY) {
      night();
    } else {
      street();
    }
  }

  private void street() {
    int sky = r.pick(new Integer[] {0x9cc9ea, 0xd7dde6, 0xf0d2b4});
    double ground = r.range(0.68, 0.76);
    b.band(0, ground, sky, Rgb.light(sky, 0.5));
    Integer[] walls = {0xc9785a, 0xe0b982, 0x9fb1bd, 0xd9cbb8, 0xa86a6a, 0x7d95a8};
    double x = -0.3;
    while (x < 1.3) {
      double w = r.range(0.2, 0.34);
      double top = r.range(0.02, 0.26);
      house(x, w, top, ground, r.pick(walls));
      x += w;
    }
    b.band(ground, ground + 0.05, 0xc9c5be, 0xb5b0a9);
    b.band(ground + 0.05, 1, 0x7c7d84, 0x606168);
    for (double m = -0.2; m < 1.2; m += 0.28) {
      b.plain(m, 0.9, 0.13, 0.012, 0xf0ead8, 0.8);
    }
  }

  private void house(double x, double w, double top, double ground, int wall) {
    b.box(x, top, w, ground - top, wall);
    b.plain(x, top, w, 0.02, Rgb.dark(wall, 0.4), 1);
    int columns = 3;
    double step = w / columns;
    for (double y = top + 0.06; y < ground - 0.24; y += 0.125) {
      for (int i = 0; i < columns; i++) {
        b.plain(x + step * (i + 0.24), y, step * 0.52, 0.078, Rgb.light(wall, 0.5), 1);
        b.plain(x + step * (i + 0.29), y + 0.01, step * 0.42, 0.06, 0x5d7488, 1);
      }
    }
    int awning = r.pick(new Integer[] {0xc94a45, 0x3f7f68, 0x3a5f96, 0xd79a3c});
    b.plain(x + 0.1 * w, ground - 0.16, 0.8 * w, 0.16, 0x4b5763, 1);
    b.plainPoly(
        awning,
        1,
        x + 0.06 * w,
        ground - 0.14,
        x + 0.1 * w,
        ground - 0.2,
        x + 0.9 * w,
        ground - 0.2,
        x + 0.94 * w,
        ground - 0.14);
  }

  private void night() {
    int sky = r.pick(new Integer[] {0x141a3c, 0x241a44, 0x10283f});
    double ground = r.range(0.78, 0.86);
    b.band(0, ground, sky, Rgb.mix(sky, 0x8a5a8f, 0.55));
    b.oval(r.range(0.1, 0.9), r.range(0.08, 0.2), 0.05, 0.05, 0xf6efd2, 0.95);
    for (int i = 0; i < 16; i++) {
      b.oval(r.unit(), r.range(0, 0.4), 0.003, 0.003, 0xffffff, 0.8);
    }
    for (int row = 0; row < 2; row++) {
      double x = -0.2;
      while (x < 1.2) {
        double w = r.range(0.1, 0.2);
        tower(x, w, r.range(0.14, 0.5) + 0.12 * row, ground, Rgb.mix(0x2a3058, 0x171a30, row));
        x += w + r.range(-0.01, 0.04);
      }
    }
    b.band(ground, 1, 0x33304a, 0x1d1c2e);
    Integer[] neon = {0xffc46b, 0xff7aa2, 0x74d4ff, 0xfff0b8};
    for (int i = 0; i < 12; i++) {
      double s = r.range(0.012, 0.036);
      b.oval(r.unit(), ground + r.range(-0.12, 0.02), s, s, r.pick(neon), 0.45);
    }
  }

  private void tower(double x, double w, double top, double ground, int rgb) {
    b.plain(x, top, w, ground - top, rgb, 1);
    for (double y = top + 0.03; y < ground - 0.03; y += 0.05) {
      for (double u = 0.16; u < 0.8; u += 0.26) {
        if (r.chance(0.55)) {
          b.plain(x + u * w, y, 0.15 * w, 0.024, r.chance(0.8) ? 0xffd98a : 0x9fd8f0, 0.9);
        }
      }
    }
  }
}
