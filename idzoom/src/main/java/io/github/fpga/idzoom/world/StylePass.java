package io.github.fpga.idzoom.world;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Works over all pixels at the end: the light's colour, ink hatching, watercolour paper. */
final class StylePass {
  private StylePass() {}

  static void apply(BufferedImage image, Scene scene, AffineTransform toPixels) {
    int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    if (scene.style() == Style.INK) {
      hatch(rgb, width);
    } else if (scene.style() == Style.WATERCOLOUR) {
      paper(rgb, width, scene.seed(), toPixels);
    }
    light(rgb, scene.light());
  }

  private static void light(int[] rgb, Light light) {
    int[] red = table(light.red());
    int[] green = table(light.green());
    int[] blue = table(light.blue());
    for (int i = 0; i < rgb.length; i++) {
      int p = rgb[i];
      rgb[i] = red[(p >> 16) & 255] << 16 | green[(p >> 8) & 255] << 8 | blue[p & 255];
    }
  }

  /** A gain that saturates softly, so that bright skin keeps its modelling. */
  private static int[] table(double gain) {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      double v = i / 255.0 * gain;
      table[i] = Rgb.clamp(255 * (v <= 0.9 ? v : 0.9 + 0.1 * (1 - 1 / (1 + (v - 0.9) * 10))));
    }
    return table;
  }

  /** Dark tones get pen strokes of the picture's own resolution, as an artist would. */
  private static void hatch(int[] rgb, int width) {
    for (int i = 0; i < rgb.length; i++) {
      int p = rgb[i];
      int l = (77 * ((p >> 16) & 255) + 150 * ((p >> 8) & 255) + 29 * (p & 255)) >> 8;
      int x = i % width;
      int y = i / width;
      if (l < 165 && (x + y) % 5 == 0 || l < 110 && (x + 2 * y) % 5 == 0) {
        rgb[i] = Rgb.mix(p, 0x241f2b, 0.26);
      } else {
        int grey = (p & 255) * 3 + ((p >> 8) & 255) * 6 + ((p >> 16) & 255) * 3;
        rgb[i] = Rgb.mix(p, (grey / 12) * 0x010101, 0.22);
      }
    }
  }

  /** Pigment gathers in blotches that are part of the scene; grain belongs to the paper. */
  private static void paper(int[] rgb, int width, long seed, AffineTransform toPixels) {
    double det = toPixels.getDeterminant();
    double a = toPixels.getScaleX() / det * 18;
    double b = -toPixels.getShearX() / det * 18;
    double tx = -toPixels.getTranslateX();
    double ty = -toPixels.getTranslateY();
    for (int i = 0; i < rgb.length; i++) {
      double px = i % width + tx;
      double py = i / width + ty;
      double blot = noise(seed, a * px + b * py, a * py - b * px);
      double grain = ((hash(seed + 7, i % width, i / width) & 255) - 127.5) / 127.5;
      double gain = 1 + 0.13 * (blot - 0.5) + 0.016 * grain;
      int p = rgb[i];
      // Blotches thin the pigment towards the paper rather than lighten everything.
      rgb[i] = gain > 1 ? Rgb.mix(p, 0xfffdf6, 1.5 * (gain - 1)) : Rgb.scale(p, gain);
    }
  }

  private static double noise(long seed, double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double fx = smooth(x - ix);
    double fy = smooth(y - iy);
    double top = value(seed, ix, iy) * (1 - fx) + value(seed, ix + 1, iy) * fx;
    double bottom = value(seed, ix, iy + 1) * (1 - fx) + value(seed, ix + 1, iy + 1) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double value(long seed, int x, int y) {
    return (hash(seed, x, y) & 1023) / 1023.0;
  }

  private static int hash(long seed, int x, int y) {
    long h = seed * 0x9E3779B97F4A7C15L + x * 0xBF58476D1CE4E5B9L + y * 0x94D049BB133111EBL;
    h = (h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L;
    return (int) (h >>> 33);
  }
}
