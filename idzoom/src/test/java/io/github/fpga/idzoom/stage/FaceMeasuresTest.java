package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Sharpness, the filter on faces, and captions. */
class FaceMeasuresTest {

  private static final FaceFilter FILTER = new FaceFilter(1, 2, 40, 60, 30, 50);

  private static String rejection(FaceRecord... faces) {
    return Sources.rejection(FILTER.apply(Sources.record("a", "photo", faces)));
  }

  @Test
  void blurLowersSharpnessAlsoOfFacesThatWereBlownUp() {
    BufferedImage image = Sources.scene(6, 256);
    Box box = new Box(60, 60, 110, 110);
    double sharp = Sharpness.of(image, box);
    BufferedImage blurred = Warps.resize(Warps.resize(image, 64, 64), 256, 256);
    assertTrue(Sharpness.of(blurred, box) < 0.3 * sharp);
    BufferedImage blown = Warps.resize(Warps.resize(image, 64, 64), 1024, 1024);
    assertTrue(Sharpness.of(blown, box.scaled(1)) < 0.1 * sharp);
    assertEquals(0, Sharpness.of(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), box(9)));
    assertThrows(IllegalArgumentException.class, () -> Sharpness.of(image, box(5000)));
    assertTrue(Sharpness.of(image, new Box(-30, 200, 80, 80)) >= 0);
  }

  private static Box box(double size) {
    return new Box(0, 0, size, size);
  }

  @Test
  void everyRejectionHasItsReasonAndValues() {
    FaceRecord good = Sources.measured(64, -20, 5, 80);
    assertEquals("kept", rejection(good));
    assertEquals("TOO_FEW_FACES: 0, at least 1", rejection());
    assertEquals("TOO_MANY_FACES: 3, at most 2", rejection(good, good, good));
    assertEquals(
        "FACE_TOO_SMALL: face 1: 39.0 px, at least 40.0",
        rejection(good, Sources.measured(39, 0, 0, 80)));
    assertEquals(
        "FACE_TURNED_AWAY: face 0: yaw -70.0, pitch 0.0 degrees, at most 60.0 and 30.0",
        rejection(Sources.measured(64, -70, 0, 80)));
    assertTrue(rejection(Sources.measured(64, 0, 31, 80)).startsWith("FACE_TURNED_AWAY"));
    assertEquals(
        "FACE_BLURRED: face 0: sharpness 49.0, at least 50.0",
        rejection(Sources.measured(64, 0, 0, 49)));
    assertEquals("NOT_MEASURED: face 0: head pose", rejection(Sources.face(0, 0, 64)));
  }

  @Test
  void whatIsNotAskedForNeedNotBeMeasured() {
    PictureRecord record = Sources.record("a", "photo", Sources.face(0, 0, 64));
    assertEquals("kept", Sources.rejection(new FaceFilter(0, 9, 0, 180, 180, 0).apply(record)));
    assertEquals(
        "NOT_MEASURED: face 0: sharpness",
        Sources.rejection(new FaceFilter(0, 9, 0, 180, 180, 1).apply(record)));
    assertThrows(IllegalArgumentException.class, () -> new FaceFilter(2, 1, 0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new FaceFilter(0, 1, Double.NaN, 0, 0, 0));
  }

  @Test
  void captionsSayWhatWasMeasured() {
    assertEquals("a picture of nobody", caption("photo"));
    assertEquals(
        "a close up portrait of one person looking to the left",
        caption("photo", Sources.measured(200, -40, 0, 1)));
    assertEquals(
        "an ink portrait of two people, one person looking down",
        caption("ink", Sources.measured(60, 0, 25, 1), Sources.face(9, 9, 9)));
    List<FaceRecord> crowd = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      crowd.add(Sources.face(i, i, 20));
    }
    assertEquals(
        "a full body picture of a group of people",
        caption("photo", crowd.toArray(FaceRecord[]::new)));
    assertTrue(Sources.person(OptionalInt.empty(), 1, 1).face().isEmpty());
  }

  private static String caption(String style, FaceRecord... faces) {
    return TemplateCaption.of(Sources.record("a", style, faces));
  }
}
