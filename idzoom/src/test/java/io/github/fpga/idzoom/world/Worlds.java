package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;

/** Scenes and comparisons that several tests use. */
final class Worlds {
  private Worlds() {}

  static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** A close-up of one person under plain light in flat colours. */
  static Scene plain(Identity identity, HeadPose pose) {
    Scene scene =
        SceneSampler.any()
            .withShot(Shot.CLOSE_UP)
            .withStyle(Style.FLAT)
            .withPlace(Place.STUDIO)
            .withLight(Light.WHITE)
            .sample(identity.seed() + 5, List.of(identity));
    Person person = scene.people().get(0);
    Nuisance n = person.nuisance();
    return scene.withPeople(
        List.of(person.withNuisance(new Nuisance(pose, Expression.NEUTRAL, n.outfit(), n.body()))));
  }

  /** Somebody bare of whatever hides the face. */
  static Identity bare(long seed) {
    Identity id = Identity.of(seed);
    Look l = id.look();
    Look look =
        new Look(
            l.skin(),
            l.skinShade(),
            HairStyle.BUZZ,
            l.hairColour(),
            l.hairShade(),
            l.hairline(),
            l.peak(),
            l.part(),
            BeardStyle.NONE,
            GlassesStyle.NONE,
            l.frame(),
            Headgear.NONE);
    return new Identity(seed, look, id.face());
  }

  static boolean[] changed(BufferedImage a, BufferedImage b) {
    int[] p = pixels(a);
    int[] q = pixels(b);
    boolean[] out = new boolean[p.length];
    for (int i = 0; i < out.length; i++) {
      int d = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        d += Math.abs(((p[i] >> shift) & 255) - ((q[i] >> shift) & 255));
      }
      out[i] = d > 12;
    }
    return out;
  }

  /** The bounding box of set pixels. */
  static Box bounds(boolean[] set, int width) {
    int left = width;
    int right = -1;
    int top = Integer.MAX_VALUE;
    int bottom = -1;
    for (int i = 0; i < set.length; i++) {
      if (set[i]) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        top = Math.min(top, i / width);
        bottom = Math.max(bottom, i / width);
      }
    }
    return new Box(left, top, right - left + 1, bottom - top + 1);
  }

  /** Whether a set pixel lies within a radius of a point. */
  static boolean near(boolean[] set, int width, Point p, double radius) {
    int r = (int) Math.ceil(radius);
    int cx = (int) Math.floor(p.x());
    int cy = (int) Math.floor(p.y());
    for (int y = Math.max(0, cy - r); y <= Math.min(set.length / width - 1, cy + r); y++) {
      for (int x = Math.max(0, cx - r); x <= Math.min(width - 1, cx + r); x++) {
        double dx = x + 0.5 - p.x();
        double dy = y + 0.5 - p.y();
        if (set[y * width + x] && dx * dx + dy * dy <= radius * radius) {
          return true;
        }
      }
    }
    return false;
  }
}
