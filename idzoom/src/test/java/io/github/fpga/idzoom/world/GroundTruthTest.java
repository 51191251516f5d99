package io.github.fpga.idzoom.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * Changes one attribute and looks where pixels change: that is where the feature is drawn, whatever
 * the painters do, and there the ground truth must be.
 */
class GroundTruthTest {
  private static final int SIZE = 240;

  private static boolean[] difference(Scene a, Scene b, Viewport view) {
    return Worlds.changed(Renderer.image(a, SIZE, SIZE, view), Renderer.image(b, SIZE, SIZE, view));
  }

  private static PersonTruth truth(Scene scene, Viewport view) {
    return Renderer.truth(scene, SIZE, SIZE, view).people().get(0);
  }

  private static Identity with(Identity id, Face.Eyes eyes, Face.Mouth mouth, Face.Brows brows) {
    Face f = id.face();
    return new Identity(
        id.seed(),
        id.look(),
        new Face(f.outline(), brows, eyes, f.nose(), mouth, f.ears(), f.marks()));
  }

  private static Face.Mouth mouth(Face.Mouth m, LipColour colour) {
    return new Face.Mouth(m.width(), m.upper(), m.lower(), m.curve(), m.height(), colour);
  }

  private static Face.Eyes eyes(Face.Eyes e, IrisColour iris) {
    return new Face.Eyes(e.shape(), e.size(), e.spacing(), e.tilt(), e.height(), iris);
  }

  @Property(tries = 25)
  void lipLandmarksLieOnLips(
      @ForAll @LongRange(max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = -32, max = 32) double yaw,
      @ForAll @DoubleRange(min = -15, max = 15) double roll) {
    Identity id = Worlds.bare(seed);
    Face f = id.face();
    Scene a =
        Worlds.plain(
            with(id, f.eyes(), mouth(f.mouth(), LipColour.RED), f.brows()),
            new HeadPose(yaw, 5, roll));
    Scene b = a.withIdentity(0, with(id, f.eyes(), mouth(f.mouth(), LipColour.PLUM), f.brows()));
    Viewport view = Viewport.face(a, 0, 1.5);
    boolean[] lips = difference(a, b, view);
    List<Point> p = truth(a, view).landmarks().points();
    for (int i = 48; i < 68; i++) {
      assertTrue(Worlds.near(lips, SIZE, p.get(i), 4), "landmark " + i + " off the lips");
    }
    double left = p.subList(48, 60).stream().mapToDouble(Point::x).min().orElseThrow();
    double right = p.subList(48, 60).stream().mapToDouble(Point::x).max().orElseThrow();
    Box drawn = Worlds.bounds(lips, SIZE);
    assertEquals(left, drawn.x(), 5);
    assertEquals(right, drawn.x() + drawn.width(), 5);
  }

  @Property(tries = 25)
  void eyeLandmarksSurroundTheIrises(
      @ForAll @LongRange(max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = -30, max = 30) double yaw,
      @ForAll @DoubleRange(min = -15, max = 15) double pitch) {
    Identity id = Worlds.bare(seed);
    Face f = id.face();
    Scene a =
        Worlds.plain(
            with(id, eyes(f.eyes(), IrisColour.BLUE), f.mouth(), f.brows()),
            new HeadPose(yaw, pitch, 0));
    Scene b = a.withIdentity(0, with(id, eyes(f.eyes(), IrisColour.AMBER), f.mouth(), f.brows()));
    Viewport view = Viewport.face(a, 0, 1.5);
    boolean[] irises = difference(a, b, view);
    PersonTruth t = truth(a, view);
    List<Point> p = t.landmarks().points();
    for (int eye = 0; eye < 2; eye++) {
      Box hull = Curves.bounds(p.subList(36 + 6 * eye, 42 + 6 * eye));
      boolean[] half = irises.clone();
      double middle = (p.get(39).x() + p.get(42).x()) / 2;
      for (int i = 0; i < half.length; i++) {
        half[i] &= (i % SIZE < middle) == (eye == 0);
      }
      Box iris = Worlds.bounds(half, SIZE);
      assertTrue(iris.x() > hull.x() - 1 && iris.y() > hull.y() - 5, "iris left or above its lids");
      assertTrue(iris.x() + iris.width() < hull.x() + hull.width() + 2, "iris right of its eye");
      assertTrue(iris.y() + iris.height() < hull.y() + hull.height() + 5, "iris below its lids");
      assertTrue(t.five().get(eye).distance(iris.centre()) < 0.3 * hull.width(), "eye off centre");
    }
  }

  @Property(tries = 20)
  void browLandmarksLieOnBrows(
      @ForAll @LongRange(max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = -30, max = 30) double yaw) {
    Identity id = Worlds.bare(seed);
    Face f = id.face();
    Face.Brows b = f.brows();
    Face.Brows none = new Face.Brows(1e-4, b.length(), b.angle(), b.gap(), b.arch());
    Face.Brows thick = new Face.Brows(0.15, b.length(), b.angle(), b.gap(), b.arch());
    Scene with = Worlds.plain(with(id, f.eyes(), f.mouth(), thick), new HeadPose(yaw, 0, 0));
    Scene without = with.withIdentity(0, with(id, f.eyes(), f.mouth(), none));
    Viewport view = Viewport.face(with, 0, 1.5);
    boolean[] brows = difference(with, without, view);
    List<Point> p = truth(with, view).landmarks().points();
    int off = 0;
    for (int i = 17; i < 27; i++) {
      off += Worlds.near(brows, SIZE, p.get(i), 3) ? 0 : 1;
    }
    // A brow over hair of its own colour changes nothing.
    assertTrue(off <= 2, off + " landmarks off the brows");
  }

  @Property(tries = 20)
  void masksAndJawFollowTheSkin(
      @ForAll @LongRange(max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = -40, max = 40) double yaw) {
    Identity id = Worlds.bare(seed);
    Scene a = Worlds.plain(id, new HeadPose(yaw, 0, 0));
    Scene b = a.withIdentity(0, recoloured(id));
    Viewport view = Viewport.face(a, 0, 1.7);
    boolean[] skin = difference(a, b, view);
    GroundTruth truth = Renderer.truth(a, SIZE, SIZE, view);
    PersonTruth t = truth.people().get(0);
    byte[] face = truth.rasterise(t.faceMask());
    byte[] head = truth.rasterise(t.headMask());
    int inside = 0;
    int covered = 0;
    for (int i = 0; i < face.length; i++) {
      if ((face[i] & 255) > 200) {
        assertTrue((head[i] & 255) > 200, "face mask leaves the head mask");
        inside++;
        covered += skin[i] ? 1 : 0;
      }
    }
    assertTrue(covered > 0.7 * inside, covered + " of " + inside + " pixels are face");
    for (int i = 2; i < 15; i++) {
      Point p = t.landmarks().points().get(i);
      assertTrue(Worlds.near(skin, SIZE, p, 3), "jaw landmark " + i + " off the face");
    }
    for (Point p : t.landmarks().points()) {
      assertTrue(t.faceBox().scaled(1.25).contains(p), "a landmark is far outside the face box");
    }
    assertEquals(1.0, t.visibleFraction());
    assertEquals(1, t.faceBox().width() / t.faceBox().height(), 0.5);
  }

  private static Identity recoloured(Identity id) {
    Look l = id.look();
    SkinTone other = l.skin().ordinal() < 3 ? SkinTone.DEEP : SkinTone.PORCELAIN;
    HairColour hair = l.hairColour() == HairColour.BLUE ? HairColour.BLOND : HairColour.BLUE;
    return new Identity(
        id.seed(),
        new Look(
            other,
            l.skinShade(),
            l.hairStyle(),
            hair,
            l.hairShade(),
            l.hairline(),
            l.peak(),
            l.part(),
            l.beard(),
            l.glasses(),
            l.frame(),
            l.headgear()),
        id.face());
  }

  @Property(tries = 25)
  void hairLiesInsideTheHeadMask(@ForAll @LongRange(max = 1_000_000) long seed) {
    Identity id = Identity.of(seed);
    Scene a = Worlds.plain(id, new HeadPose(seed % 60 - 30, seed % 21 - 10, 0));
    // Sleeveless clothes would change with the skin.
    Nuisance n = a.people().get(0).nuisance();
    Outfit coat = SceneSampler.outfit(ClothesType.SWEATER, ClothColour.GREY, 1);
    Nuisance dressed = new Nuisance(n.head(), n.expression(), coat, n.body());
    a = a.withPeople(List.of(a.people().get(0).withNuisance(dressed)));
    Viewport view = Viewport.face(a, 0, 2.6);
    boolean[] changed = difference(a, a.withIdentity(0, recoloured(id)), view);
    GroundTruth truth = Renderer.truth(a, SIZE, SIZE, view);
    PersonTruth t = truth.people().get(0);
    byte[] head = truth.rasterise(t.headMask());
    double chin = t.landmarks().points().get(8).y();
    int all = 0;
    int outside = 0;
    for (int i = 0; i < changed.length; i++) {
      // Below the chin the neck changes with the skin.
      if (changed[i] && i / SIZE < chin - 12) {
        all++;
        outside += head[i] == 0 ? 1 : 0;
      }
    }
    assertTrue(outside < 0.03 * all, outside + " of " + all + " changed pixels off the head mask");
  }

  @Property(tries = 25)
  void visibleJointsLieOnTheBody(@ForAll @LongRange(max = 1_000_000) long seed) {
    Scene scene =
        SceneSampler.any()
            .withShot(Shot.FULL)
            .withStyle(Style.FLAT)
            .withLight(Light.WHITE)
            .sample(seed, List.of(Identity.of(seed)));
    // Whatever stays the same before three backgrounds is the body.
    boolean[] body = new boolean[SIZE * SIZE];
    Arrays.fill(body, true);
    int[] first = null;
    for (Place place : List.of(Place.STREET, Place.NIGHT_CITY, Place.GARDEN)) {
      int[] rgb =
          Worlds.pixels(Renderer.image(scene.withPlace(place), SIZE, SIZE, Viewport.full(scene)));
      first = first == null ? rgb : first;
      for (int i = 0; i < rgb.length; i++) {
        body[i] &= rgb[i] == first[i];
      }
    }
    int i = 0;
    for (Skeleton.Joint joint : truth(scene, Viewport.full(scene)).skeleton().joints()) {
      assertTrue(
          !joint.visible() || Worlds.near(body, SIZE, joint.position(), 2.5),
          "joint " + i + " off the body at " + joint.position());
      i++;
    }
  }

  @Property(tries = 30)
  void truthScalesWithTheResolution(
      @ForAll @LongRange(max = 1_000_000) long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
    Scene scene = SceneSampler.any().sample(seed, People.draw(IdentitySplit.TRAIN, seed, n));
    GroundTruth small = Renderer.truth(scene, 128, 128);
    GroundTruth large = Renderer.truth(scene, 512, 512);
    for (int i = 0; i < n; i++) {
      Point a = small.people().get(i).landmarks().points().get(30);
      Point b = large.people().get(i).landmarks().points().get(30);
      assertTrue(a.times(4).distance(b) < 1e-6);
    }
  }
}
