package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Viewport;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** How often a person is found among others by one reference picture each. */
public final class RankOne {

  private static final int SIDE = 256;
  private static final int ATTEMPTS = 1000;

  private RankOne() {}

  /** A new close-up of each person, 256 pixels, aligned by its true landmarks. */
  public static List<BufferedImage> closeUps(List<Identity> people, long seed) {
    return people.stream().map(who -> aligned(who, Shot.CLOSE_UP, seed, 0, SIDE)).toList();
  }

  /**
   * A new full-body picture of each person, aligned by its true landmarks.
   *
   * @param least longer side of the smallest face box, in pixels of a 256-pixel picture
   * @param most of the largest
   */
  public static List<BufferedImage> small(
      List<Identity> people, long seed, double least, double most) {
    return people.stream().map(who -> aligned(who, Shot.FULL, seed, least, most)).toList();
  }

  private static BufferedImage aligned(
      Identity who, Shot shot, long seed, double least, double most) {
    for (int i = 0; i < ATTEMPTS; i++) {
      long draw = (seed * ATTEMPTS + i) * 4_000_000_007L + who.seed();
      Scene scene = SceneSampler.any().withShot(shot).sample(draw, List.of(who));
      double longer = SIDE * Viewport.face(scene, 0, 1).height();
      if (longer >= least && longer <= most) {
        Rendering drawn = Renderer.render(scene, SIDE, SIDE);
        List<Point> five = drawn.truth().people().get(0).five();
        return Alignment.align(drawn.image(), five, Alignment.RECOGNITION_SIZE);
      }
    }
    throw new IllegalArgumentException(
        "no %s with a face of %s to %s pixels".formatted(shot, least, most));
  }

  /** The share of probes whose nearest reference is the same person's. */
  public static double rate(
      FaceRecogniser recogniser, List<BufferedImage> references, List<BufferedImage> probes) {
    List<float[]> known = globals(recogniser.embed(references));
    List<float[]> asked = globals(recogniser.embed(probes));
    return rate(known, asked);
  }

  /** As above, from embeddings of any scale. */
  public static double rate(List<float[]> references, List<float[]> probes) {
    int right = 0;
    for (int i = 0; i < probes.size(); i++) {
      int best = 0;
      double highest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < references.size(); k++) {
        double cosine = FaceFeatures.cosine(probes.get(i), references.get(k));
        if (cosine > highest) {
          highest = cosine;
          best = k;
        }
      }
      right += best == i ? 1 : 0;
    }
    return (double) right / probes.size();
  }

  private static List<float[]> globals(List<FaceFeatures> features) {
    List<float[]> globals = new ArrayList<>();
    for (FaceFeatures f : features) {
      globals.add(f.global());
    }
    return globals;
  }
}
