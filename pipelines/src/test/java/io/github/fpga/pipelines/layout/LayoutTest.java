package io.github.fpga.pipelines.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

  private static final Box FACE = new Box(100, 60, 30, 30);

  @ParameterizedTest
  @CsvSource({"256,256", "512,256", "256,384", "768,512"})
  void chosenRegionsAreInsideAndApartAndHeadsFitThem(int width, int height) {
    for (Shot shot : Shot.values()) {
      for (int people = 1; people <= 8; people++) {
        Layout layout = Layout.of(shot, people, width, height);
        List<String> names = IntStream.range(0, people).mapToObj(i -> "p" + i).toList();
        Region.requireApart(layout.regions(), names);
        assertEquals(people, layout.pose().people().size());
        for (int i = 0; i < people; i++) {
          Box face = layout.face(i);
          Box head = Body.face(layout.pose().toPixels(width, height).get(i));
          assertTrue(head.iou(face) > 0.85, shot + " " + people + ": " + head + " " + face);
          assertTrue(face.x() >= 0 && face.y() >= 0 && face.x() + face.width() <= width);
          assertTrue(i == 0 || layout.face(i - 1).centre().x() < face.centre().x());
        }
      }
    }
  }

  @Test
  void fullBodiesStandInThePicture() {
    Layout layout = Layout.of(Shot.FULL, 3, 256, 256);
    for (Skeleton body : layout.skeletons()) {
      assertTrue(body.joints().stream().allMatch(Skeleton.Joint::visible));
      double soles = body.joints().get(10).position().y();
      assertTrue(soles > 0.85 * 256 && soles < 256, "ankle at " + soles);
    }
    assertTrue(layout.face(0).height() <= 40);
  }

  @Test
  void whatLiesOutsideThePictureIsNotDrawn() {
    Layout closeUp = Layout.of(Shot.CLOSE_UP, 1, 256, 256);
    List<Skeleton.Joint> joints = closeUp.skeletons().get(0).joints();
    assertTrue(joints.get(0).visible() && joints.get(14).visible());
    assertFalse(joints.get(10).visible());
    assertTrue(closeUp.pose().people().get(0).joints().get(10).visible());
  }

  @Test
  void proportionsAreNatural() {
    Skeleton body = Body.around(FACE);
    List<Point> p = body.joints().stream().map(Skeleton.Joint::position).toList();
    Point nose = p.get(0);
    assertEquals(FACE.centre().x(), nose.x(), 1e-9);
    assertEquals(0.58, (nose.y() - FACE.y()) / FACE.height(), 0.04);
    assertEquals(0.33, (p.get(14).y() - FACE.y()) / FACE.height(), 0.03);
    // The person's right is at image left; ears at the sides, hips below shoulders, feet lowest.
    assertTrue(p.get(14).x() < p.get(15).x() && p.get(2).x() < p.get(5).x());
    assertEquals(FACE.x(), p.get(16).x(), 1);
    assertTrue(p.get(1).y() > FACE.y() + FACE.height());
    assertTrue(p.get(8).y() > p.get(2).y() && p.get(10).y() > p.get(9).y());
    double whole = p.get(10).y() - FACE.y();
    assertEquals(5.4, whole / FACE.height(), 0.2);
  }

  @Test
  void theFaceOfAMovedAndScaledBodyMovesWithIt() {
    Box other = new Box(10, 200, 60, 60);
    assertTrue(Body.face(Body.around(other)).iou(other) > 0.9);
  }

  @Test
  void aHeadNeedsTwoVisibleJoints() {
    List<Skeleton.Joint> joints = new java.util.ArrayList<>(Body.around(FACE).joints());
    for (int i : new int[] {1, 14, 15, 16, 17}) {
      joints.set(i, new Skeleton.Joint(joints.get(i).position(), 0));
    }
    Skeleton headless = new Skeleton(joints);
    assertThrows(IllegalArgumentException.class, () -> Body.face(headless));
    assertEquals(Double.POSITIVE_INFINITY, Body.headDistance(headless, FACE));
  }

  @Test
  void aPoseGivesItsRegions() {
    Layout chosen = Layout.of(Shot.HALF, 2, 256, 256);
    Layout posed = Layout.of(chosen.pose(), 2, 256, 256);
    for (int i = 0; i < 2; i++) {
      assertTrue(posed.face(i).iou(chosen.face(i)) > 0.85);
    }
  }

  @Test
  void aPosesBodiesComeIntoTheOrderOfTheRegions() {
    Layout chosen = Layout.of(Shot.HALF, 2, 256, 256);
    List<Region> swapped = List.of(chosen.regions().get(1), chosen.regions().get(0));
    Layout layout = Layout.of(swapped, List.of("anna", "ben"), chosen.pose(), 256, 256);
    assertEquals(chosen.pose().people().get(1), layout.pose().people().get(0));
    List<Region> far = List.of(new Region(0.45, 0.8, 0.1, 0.1), chosen.regions().get(0));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Layout.of(far, List.of("anna", "ben"), chosen.pose(), 256, 256));
    assertTrue(e.getMessage().contains("of anna"), e.getMessage());
  }

  @Test
  void aBodysRegionCoversHeadAndFeet() {
    Layout layout = Layout.of(Shot.FULL, 2, 256, 256);
    Box body = layout.body(0);
    assertTrue(body.contains(layout.face(0).centre()));
    for (Skeleton.Joint joint : layout.skeletons().get(0).joints()) {
      assertTrue(body.contains(joint.position()));
    }
    assertFalse(body.contains(layout.face(1).centre()));
  }

  @Test
  void promptsChooseTheShot() {
    assertEquals(Shot.FULL, Shot.of("a Full-body picture of one person", 1));
    assertEquals(Shot.CLOSE_UP, Shot.of("a close up portrait of one person", 1));
    assertEquals(Shot.HALF, Shot.of("a portrait", 2));
    assertEquals(Shot.HALF, Shot.of("a portrait", 3));
    assertEquals(Shot.FULL, Shot.of("a portrait", 4));
  }
}
