package io.github.fpga.idzoom.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendererTest {

  private static Scene scene(long seed) {
    List<Identity> people = People.draw(IdentitySplit.DEVELOPMENT, seed, 1 + (int) (seed % 4));
    return SceneSampler.any().sample(seed, people);
  }

  @Test
  void equalSeedsGiveEqualBytesOnAnyThread() {
    int[] once =
        IntStream.range(0, 24)
            .map(i -> Arrays.hashCode(Worlds.pixels(Renderer.render(scene(i), 96, 96).image())))
            .toArray();
    int[] parallel =
        IntStream.range(0, 24)
            .parallel()
            .map(i -> Arrays.hashCode(Worlds.pixels(Renderer.render(scene(i), 96, 96).image())))
            .toArray();
    assertArrayEquals(once, parallel);
  }

  /** Ground truth may not depend on the platform; a change of the world changes this on purpose. */
  @Test
  void groundTruthMatchesItsGoldenChecksum() {
    long sum = 17;
    for (int seed = 0; seed < 60; seed++) {
      GroundTruth truth = Renderer.truth(scene(seed), 256, 256);
      sum = 31 * sum + truth.caption().hashCode();
      for (PersonTruth p : truth.people()) {
        for (Point q : p.landmarks().points()) {
          sum = 31 * sum + rounded(q);
        }
        for (Skeleton.Joint j : p.skeleton().joints()) {
          sum = 31 * sum + rounded(j.position()) + (j.visible() ? 1 : 0);
        }
        sum = 31 * sum + rounded(p.faceBox().centre());
        sum = 31 * sum + Math.round(p.visibleFraction() * 1e6);
      }
    }
    assertEquals("c70c40a98111ff5a", Long.toHexString(sum));
  }

  private static long rounded(Point p) {
    return 31 * Math.round(p.x() * 1e4) + Math.round(p.y() * 1e4);
  }

  @Test
  void zoomsShowTheScene() {
    Scene scene = SceneSampler.any().withStyle(Style.SHADED).sample(4, List.of(Identity.of(7)));
    Viewport view = new Viewport(new Point(0.5, 0.5), 0.5, 0);
    int[] zoom = Worlds.pixels(Renderer.image(scene, 128, 128, view));
    BufferedImage whole = Renderer.render(scene, 256, 256).image();
    double sum = 0;
    for (int i = 0; i < zoom.length; i++) {
      int other = whole.getRGB(64 + i % 128, 64 + i / 128);
      sum += Math.abs((zoom[i] & 255) - (other & 255));
    }
    assertTrue(sum / zoom.length < 1, "mean difference " + sum / zoom.length);
  }

  @Test
  void arcFaceViewportsPutTheFivePointsOnTheTemplate() {
    double[][] template = {{38.3, 51.7}, {73.5, 51.5}, {56.0, 71.7}, {41.5, 92.4}, {70.7, 92.2}};
    double sum = 0;
    int count = 0;
    for (int seed = 0; seed < 60; seed++) {
      Scene scene = scene(seed);
      for (int k = 0; k < scene.people().size(); k++) {
        Viewport view = Viewport.arcFace(scene, k);
        PersonTruth t = Renderer.truth(scene, 112, 112, view).people().get(k);
        Point residue = new Point(0, 0);
        for (int i = 0; i < 5; i++) {
          Point d = t.five().get(i).minus(new Point(template[i][0], template[i][1]));
          residue = residue.plus(d);
          sum += t.five().get(i).distance(new Point(template[i][0], template[i][1]));
          count++;
        }
        // Least squares leave no common shift.
        assertEquals(0, residue.x(), 0.5);
        assertEquals(0, residue.y(), 0.5);
      }
    }
    assertTrue(sum / count < 9, "mean distance " + sum / count);
  }

  @Test
  void anotherIdentityKeepsTheSceneAndThePose() {
    Scene scene = scene(3);
    Scene other = scene.withIdentity(1, Identity.of(77));
    PersonTruth a = Renderer.truth(scene, 256, 256).people().get(1);
    PersonTruth b = Renderer.truth(other, 256, 256).people().get(1);
    for (int i = 1; i <= 13; i++) {
      assertEquals(
          a.skeleton().joints().get(i).position(), b.skeleton().joints().get(i).position());
    }
    assertEquals(a.headPose(), b.headPose());
    assertTrue(a.faceBox().iou(b.faceBox()) > 0.5);
    assertFalse(a.landmarks().equals(b.landmarks()));
  }

  @Test
  void headsGoWhereTheLayoutWantsThem() {
    List<Box> wanted = List.of(new Box(0.12, 0.2, 0.16, 0.16), new Box(0.6, 0.1, 0.2, 0.24));
    for (double aspect : new double[] {1, 1.5}) {
      SceneSampler sampler = SceneSampler.any().withFaces(wanted).withAspect(aspect);
      Scene scene = sampler.sample(9, People.draw(IdentitySplit.TRAIN, 9, 2));
      int w = (int) (256 * aspect);
      GroundTruth truth = Renderer.truth(scene, w, 256);
      for (int i = 0; i < 2; i++) {
        Box target =
            new Box(
                wanted.get(i).x() * w,
                wanted.get(i).y() * 256,
                wanted.get(i).width() * w,
                wanted.get(i).height() * 256);
        Box got = truth.people().get(i).faceBox();
        assertEquals(0, target.centre().distance(got.centre()), 1e-6);
        assertEquals(target.area(), got.area(), 1e-6 * target.area());
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> SceneSampler.any().withFaces(wanted).sample(9, List.of(Identity.of(1))));
  }

  @Test
  void shotsHaveTheFaceSizesTheyPromise() {
    double[][] range = {{80, 170}, {36, 95}, {15, 48}};
    for (Shot shot : Shot.values()) {
      for (int seed = 0; seed < 60; seed++) {
        int count = shot == Shot.CLOSE_UP ? 1 + seed % 2 : 1 + seed % 4;
        List<Identity> people = People.draw(IdentitySplit.TRAIN, seed, count);
        Scene scene = SceneSampler.any().withShot(shot).sample(seed, people);
        for (PersonTruth p : Renderer.truth(scene, 256, 256).people()) {
          double size = Math.sqrt(p.faceBox().area());
          double[] r = range[shot.ordinal()];
          assertTrue(size > r[0] && size < r[1], shot + " face of " + size);
          assertTrue(p.visibleFraction() > 0.5, "a face is hidden");
        }
      }
    }
  }

  @Test
  void theStyleChangesTheWholePicture() {
    Scene scene = scene(5);
    int[] shaded = Worlds.pixels(Renderer.render(scene.withStyle(Style.SHADED), 96, 96).image());
    for (Style style : List.of(Style.FLAT, Style.INK, Style.WATERCOLOUR)) {
      int[] other = Worlds.pixels(Renderer.render(scene.withStyle(style), 96, 96).image());
      int changed = 0;
      for (int i = 0; i < other.length; i++) {
        changed += other[i] != shaded[i] ? 1 : 0;
      }
      assertTrue(changed > 0.7 * other.length, style + " changes only " + changed);
    }
  }

  @Test
  void theOverlayKeepsThePicture() {
    Rendering r = Renderer.render(scene(2), 200, 200);
    int[] before = Worlds.pixels(r.image()).clone();
    BufferedImage over = Overlay.draw(r.image(), r.truth());
    assertArrayEquals(before, Worlds.pixels(r.image()));
    assertFalse(Arrays.equals(before, Worlds.pixels(over)));
  }

  @Test
  void wrongShapesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Renderer.render(scene(1), 100, 200));
    assertThrows(IllegalArgumentException.class, () -> new Viewport(new Point(0, 0), 0, 0));
  }
}
