package io.github.fpga.idzoom.world;

/**
 * The light of a picture.
 *
 * @param x horizontal direction towards the light, -1 image left to 1
 * @param y vertical direction towards the light, -1 up to 1
 * @param strength contrast of shading, about 0.4 to 1.3
 * @param red gain of the red channel; likewise green and blue; their mean is the brightness
 */
public record Light(double x, double y, double strength, double red, double green, double blue) {

  public static final Light WHITE = new Light(-0.6, -0.8, 0.8, 1, 1, 1);

  static Light sample(Rng r) {
    double x = r.range(-0.95, 0.95);
    double brightness = r.range(0.6, 1.18);
    double warm = r.range(-0.29, 0.29);
    double tint = r.range(-0.12, 0.12);
    return new Light(
        x,
        -Math.sqrt(1 - x * x),
        r.range(0.5, 1.3),
        brightness * (1 + warm),
        brightness * (1 + tint),
        brightness * (1 - warm));
  }
}
