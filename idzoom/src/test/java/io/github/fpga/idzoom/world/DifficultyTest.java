package io.github.fpga.idzoom.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Colours and accessories must not give people away, the geometry of faces must. */
class DifficultyTest {
  private static final int DRAWS = 8;
  private static final int PEOPLE = 50;
  private static final int SIZE = 48;

  private interface Descriptor {
    double[] of(Identity identity, long seed);
  }

  private static double rank1(Descriptor descriptor) {
    int right = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Identity> people = People.draw(IdentitySplit.DEVELOPMENT, draw, PEOPLE);
      List<double[]> gallery = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        gallery.add(descriptor.of(people.get(i), 1000 * draw + i));
      }
      for (int i = 0; i < PEOPLE; i++) {
        double[] probe = descriptor.of(people.get(i), 1000 * draw + i + 500);
        right += nearest(gallery, probe) == i ? 1 : 0;
      }
    }
    return (double) right / (DRAWS * PEOPLE);
  }

  private static int nearest(List<double[]> gallery, double[] probe) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < gallery.size(); j++) {
      double d = 0;
      for (int k = 0; k < probe.length; k++) {
        double e = gallery.get(j)[k] - probe[k];
        d += e * e;
      }
      if (d < least) {
        least = d;
        best = j;
      }
    }
    return best;
  }

  /** Mean colours of face and hair, and the true flags of glasses, beard and headgear. */
  private static double[] coloursAndAccessories(Identity id, long seed) {
    Scene scene = SceneSampler.any().withShot(Shot.CLOSE_UP).sample(seed, List.of(id));
    Rendering r = Renderer.render(scene, SIZE, SIZE, Viewport.face(scene, 0, 2));
    PersonTruth t = r.truth().people().get(0);
    byte[] face = r.truth().rasterise(t.faceMask());
    byte[] head = r.truth().rasterise(t.headMask());
    int[] rgb = Worlds.pixels(r.image());
    double[] out = new double[9];
    double faces = 1e-9;
    double hairs = 1e-9;
    for (int i = 0; i < rgb.length; i++) {
      double a = (face[i] & 255) / 255.0;
      double h = Math.max(0, (head[i] & 255) / 255.0 - a);
      faces += a;
      hairs += h;
      for (int c = 0; c < 3; c++) {
        double v = ((rgb[i] >> (8 * c)) & 255) / 255.0;
        out[c] += a * v;
        out[3 + c] += h * v;
      }
    }
    for (int c = 0; c < 3; c++) {
      out[c] /= faces;
      out[3 + c] /= hairs;
    }
    out[6] = id.look().glasses() == GlassesStyle.NONE ? 0 : 1;
    out[7] = id.look().beard() == BeardStyle.NONE ? 0 : 1;
    out[8] = id.look().headgear() == Headgear.NONE ? 0 : 1;
    return out;
  }

  /** Aligned landmarks of nearly frontal faces at rest. */
  private static double[] shape(Identity id, long seed) {
    Scene scene =
        SceneSampler.any()
            .withShot(Shot.CLOSE_UP)
            .withMood(Mood.NEUTRAL)
            .withTurn(0.2)
            .sample(seed, List.of(id));
    Viewport view = Viewport.arcFace(scene, 0);
    List<Point> p = Renderer.truth(scene, 112, 112, view).people().get(0).landmarks().points();
    return p.stream()
        .flatMapToDouble(q -> java.util.stream.DoubleStream.of(q.x(), q.y()))
        .toArray();
  }

  @Test
  void coloursAndAccessoriesIdentifyFewPeople() {
    double rank1 = rank1(DifficultyTest::coloursAndAccessories);
    assertTrue(rank1 <= 0.25, "rank-1 of colours and accessories " + rank1);
  }

  @Test
  void theGeometryOfFacesIdentifiesMost() {
    double rank1 = rank1(DifficultyTest::shape);
    assertTrue(rank1 >= 0.9, "rank-1 of landmark shapes " + rank1);
  }
}
