package io.github.fpga.idzoom.world;

import io.github.fpga.idzoom.world.BackgroundPainter.Brush;

/** Rooms: office, living room, studio, library, kitchen. */
final class IndoorPainter {
  private final Brush b;
  private final Rng r;
  private final double floor;

  IndoorPainter(Brush brush, Rng random) {
    b = brush;
    r = random;
    floor = r.range(0.74, 0.82);
  }

  void paint(Place place) {
    switch (place) {
      case OFFICE -> office();
      case LIVING_ROOM -> livingRoom();
      case LIBRARY -> library();
      case KITCHEN -> kitchen();
      default -> studio();
    }
  }

  private void room(int wall, int ground) {
    b.band(0, floor, Rgb.light(wall, 0.15), wall);
    b.band(floor, 1, ground, Rgb.dark(ground, 0.25));
    b.plain(-1, floor - 0.02, 3, 0.022, Rgb.light(wall, 0.6), 1);
  }

  private void window(double x, double y, double w, double h) {
    b.plain(x - 0.015, y - 0.015, w + 0.03, h + 0.03, 0xf4f1ea, 1);
    b.box(x, y, w, h, 0xa9d3ec);
    b.plainPoly(
        0x86b57c,
        1,
        x,
        y + h,
        x,
        y + 0.75 * h,
        x + 0.5 * w,
        y + 0.62 * h,
        x + w,
        y + 0.78 * h,
        x + w,
        y + h);
    b.plain(x + w / 2 - 0.006, y, 0.012, h, 0xf4f1ea, 1);
    b.plain(x, y + h / 2 - 0.006, w, 0.012, 0xf4f1ea, 1);
  }

  private void office() {
    room(r.pick(new Integer[] {0xcfd6da, 0xd9d3c7, 0xbccbd2}), 0x8d8f99);
    window(r.range(0.04, 0.14), 0.12, 0.26, 0.34);
    window(r.range(0.62, 0.7), 0.12, 0.26, 0.34);
    double x = r.range(0.02, 0.5);
    b.box(x, 0.62, 0.5, 0.035, 0xb98a5b);
    b.plain(x + 0.03, 0.65, 0.025, floor - 0.6, 0x5a5e66, 1);
    b.plain(x + 0.44, 0.65, 0.025, floor - 0.6, 0x5a5e66, 1);
    b.box(x + 0.12, 0.45, 0.2, 0.13, 0x2b3038);
    b.plain(x + 0.135, 0.463, 0.17, 0.1, r.pick(new Integer[] {0x6fa8dc, 0x7fc4a0}), 1);
    b.plain(x + 0.205, 0.58, 0.03, 0.04, 0x2b3038, 1);
    plant(x > 0.26 ? 0.1 : 0.9, floor + 0.05, 0.16);
  }

  private void plant(double x, double ground, double size) {
    int green = r.pick(new Integer[] {0x3f8a56, 0x5c9a48});
    for (int i = -2; i <= 2; i++) {
      b.plainPoly(
          Rgb.dark(green, 0.1 * (i & 1)),
          1,
          x - 0.12 * size,
          ground - 0.5 * size,
          x + 0.36 * i * size,
          ground - (1.7 - 0.14 * i * i) * size,
          x + 0.12 * size,
          ground - 0.5 * size);
    }
    b.poly(
        0xc46f4b,
        x - 0.3 * size,
        ground - 0.6 * size,
        x + 0.3 * size,
        ground - 0.6 * size,
        x + 0.22 * size,
        ground,
        x - 0.22 * size,
        ground);
  }

  private void livingRoom() {
    int wall = r.pick(new Integer[] {0xe3cdb1, 0xbfd0c0, 0xd9b8a8, 0xc0c6dc});
    room(wall, 0xa9764c);
    int sofa = r.pick(new Integer[] {0x4f7f8f, 0xb5573f, 0x6f8a54, 0x7a5a8a, 0xd0a03c});
    double x = r.range(-0.02, 0.16);
    b.box(x, 0.5, 0.84, 0.22, sofa);
    b.box(x + 0.05, 0.63, 0.36, 0.13, Rgb.light(sofa, 0.15));
    b.box(x + 0.43, 0.63, 0.36, 0.13, Rgb.light(sofa, 0.15));
    b.box(x - 0.05, 0.57, 0.1, 0.23, Rgb.dark(sofa, 0.15));
    b.box(x + 0.79, 0.57, 0.1, 0.23, Rgb.dark(sofa, 0.15));
    for (int i = 0; i < 2; i++) {
      double px = 0.12 + 0.5 * i + r.range(-0.04, 0.12);
      double s = r.range(0.14, 0.2);
      b.plain(px - 0.012, 0.138, s + 0.024, s + 0.024, 0x6a4a34, 1);
      b.box(px, 0.15, s, s, r.pick(new Integer[] {0xf0c987, 0x8fb8c9, 0xe39a8a, 0xa9c29a}));
      b.oval(px + 0.55 * s, 0.15 + 0.5 * s, 0.26 * s, 0.26 * s, 0xfdf6e4, 0.85);
    }
    double lamp = r.chance(0.5) ? 0.06 : 0.94;
    b.plain(lamp - 0.006, 0.4, 0.012, floor - 0.38, 0x5a4a3c, 1);
    b.poly(0xf6e3a8, lamp - 0.05, 0.28, lamp + 0.05, 0.28, lamp + 0.09, 0.42, lamp - 0.09, 0.42);
    b.oval(0.5, 0.95, 0.46, 0.09, Rgb.light(sofa, 0.5), 0.8);
  }

  private void studio() {
    int back = r.pick(new Integer[] {0x8fa3b5, 0xb9a7c4, 0xc9b08f, 0x9ab59f, 0xd09a94, 0x6f7684});
    b.band(0, 1, Rgb.light(back, 0.25), Rgb.dark(back, 0.15));
    double x = r.range(0.35, 0.65);
    for (int i = 0; i < 4; i++) {
      double s = 0.62 - 0.13 * i;
      b.oval(x, 0.42, s, s, Rgb.light(back, 0.55), 0.13);
    }
    b.oval(0.5, 1.0, 0.75, 0.12, Rgb.light(back, 0.4), 0.5);
  }

  private void library() {
    int wood = r.pick(new Integer[] {0x7a4a2c, 0x8c5f3a, 0x5d3a2a});
    room(Rgb.dark(wood, 0.35), 0x9a6a4a);
    Integer[] books = {0xb5403c, 0x3f6f8f, 0xd9a441, 0x4f8058, 0x8a5a86, 0xe2d6bd, 0x2f3f5f};
    for (double y = 0.02; y < floor - 0.1; y += 0.185) {
      b.plain(-0.3, y + 0.155, 1.6, 0.022, wood, 1);
      double x = -0.04;
      while (x < 1.04) {
        double w = r.range(0.018, 0.042);
        double h = r.range(0.1, 0.145);
        b.plain(x, y + 0.155 - h, w, h, r.pick(books), 1);
        b.plain(x, y + 0.175 - h, w, 0.01, 0xf3e6c4, 0.7);
        x += w + (r.chance(0.1) ? 0.03 : 0.003);
      }
    }
    for (double x : new double[] {-0.02, 0.32, 0.66, 1.0}) {
      b.box(x, -0.02, 0.026, floor, Rgb.light(wood, 0.1));
    }
  }

  private void kitchen() {
    int wall = r.pick(new Integer[] {0xe6dfd0, 0xcfdcd6, 0xf0d9b8});
    int wood = r.pick(new Integer[] {0x5f8f8a, 0xc98f5a, 0x7f93ad, 0xf1ece2});
    room(wall, 0xc2b6a4);
    for (int i = 0; i < 4; i++) {
      double x = -0.06 + 0.29 * i;
      if (i != 1) {
        b.box(x, 0.03, 0.27, 0.24, wood);
        b.plain(x + 0.12, 0.22, 0.03, 0.01, 0x4a4a4a, 1);
      }
      b.box(x, 0.6, 0.27, floor - 0.58, wood);
      b.plain(x + 0.1, 0.63, 0.07, 0.012, 0x4a4a4a, 1);
    }
    window(0.26, 0.06, 0.21, 0.26);
    for (double x = -0.1; x < 1.1; x += 0.09) {
      b.plain(x, 0.34, 0.004, 0.22, Rgb.dark(wall, 0.15), 0.7);
    }
    b.plain(-0.3, 0.44, 1.6, 0.004, Rgb.dark(wall, 0.15), 0.7);
    b.box(-0.3, 0.56, 1.6, 0.045, 0x6b5a50);
    double pot = r.range(0.05, 0.2);
    b.box(pot, 0.48, 0.13, 0.08, 0xc0463f);
    b.plain(pot - 0.01, 0.475, 0.15, 0.014, 0x8f2f2c, 1);
    double bowl = r.range(0.7, 0.85);
    b.ball(bowl, 0.54, 0.03, 0.03, 0xe8a33c);
    b.ball(bowl + 0.05, 0.545, 0.03, 0.03, 0x8fb84a);
    b.poly(
        0xf4f4f2, bowl - 0.06, 0.535, bowl + 0.11, 0.535, bowl + 0.07, 0.565, bowl - 0.02, 0.565);
  }
}
