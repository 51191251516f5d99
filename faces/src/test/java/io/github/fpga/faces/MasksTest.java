package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MasksTest {

  @Property(tries = 60)
  void nothingOutsideTheLimitEverythingInside01(
      @ForAll("boxes") Box box,
      @ForAll MaskKind kind,
      @ForAll @DoubleRange(min = -60, max = 60) double roll) {
    Affine turn =
        Affine.translation(-box.centre().x(), -box.centre().y())
            .then(Affine.rotation(roll))
            .then(Affine.translation(box.centre().x(), box.centre().y()));
    Mask mask = Masks.face(turn.apply(SampleFaces.landmarks(box)), box, kind, 120, 100);
    Box limit = box.scaled(Masks.LARGEST);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 120; x++) {
        float alpha = mask.at(x, y);
        assertTrue(alpha >= 0 && alpha <= 1);
        assertTrue(alpha == 0 || limit.contains(new Point(x + 0.5, y + 0.5)));
      }
    }
  }

  @Property(tries = 40)
  void featherGrowsInwards(
      @ForAll("boxes") Box box, @ForAll @DoubleRange(min = 0.5, max = 12) double feather) {
    Landmarks landmarks = SampleFaces.landmarks(box);
    Mask hard = Masks.face(landmarks, box, MaskKind.FACE, 120, 100, 0);
    Mask soft = Masks.face(landmarks, box, MaskKind.FACE, 120, 100, feather);
    for (int i = 0; i < 120 * 100; i++) {
      float hardAlpha = hard.at(i % 120, i / 120);
      assertTrue(hardAlpha == 0 || hardAlpha == 1);
      assertTrue(soft.at(i % 120, i / 120) <= hardAlpha);
      assertEquals(hardAlpha > 0, soft.at(i % 120, i / 120) > 0);
    }
  }

  @Example
  void faceIsInHeadAndHeadHasTheHair() {
    Box box = new Box(40, 40, 40, 50);
    Landmarks landmarks = SampleFaces.landmarks(box);
    Mask face = Masks.face(landmarks, box, MaskKind.FACE, 120, 120, 0);
    Mask head = Masks.face(landmarks, box, MaskKind.HEAD, 120, 120, 0);
    for (int i = 0; i < 120 * 120; i++) {
      assertTrue(head.at(i % 120, i / 120) >= face.at(i % 120, i / 120));
    }
    assertTrue(head.coverage() > 1.3 * face.coverage());
    assertEquals(0, face.at(60, 30));
    assertEquals(1, head.at(60, 30));
    assertEquals(1, face.at(60, 60));
    assertEquals(1, face.at(60, 46), "the forehead belongs to the face");
  }

  @Example
  void collapsedLandmarksGiveAnEmptyFaceMaskAndAHead() {
    Box box = new Box(40, 40, 40, 50);
    Landmarks collapsed = new Landmarks(Collections.nCopies(68, new Point(60, 60)));
    assertEquals(0, Masks.face(collapsed, box, MaskKind.FACE, 120, 120).coverage());
    assertTrue(Masks.face(collapsed, box, MaskKind.HEAD, 120, 120).coverage() > 0.1);
  }

  @Property(tries = 60)
  void regionIsSeenHoweverSmall(
      @ForAll @DoubleRange(min = 5, max = 50) double x,
      @ForAll @DoubleRange(min = 5, max = 50) double y,
      @ForAll @DoubleRange(min = 0.3, max = 12) double width,
      @ForAll @DoubleRange(min = 0, max = 1) double softness) {
    Mask mask = Masks.ellipse(Box.around(new Point(x, y), width, width), 56, 56, softness);
    double area = 0;
    for (float cell : mask.downsample(8, 8)) {
      area += cell * 49;
    }
    boolean inside = Math.min(x, y) > width && Math.max(x, y) < 56 - width;
    if (inside && softness == 0) {
      assertEquals(Math.PI / 4 * width * width, area, 0.25 * width * width + 0.02);
    }
    assertTrue(area > 0.3 * width * width * (inside ? 1 : 0.2), "area " + area);
  }

  @Example
  void ellipseIsOneHalfOnItsEdgeAndZeroOutside() {
    Mask mask = Masks.ellipse(new Box(20, 20, 60, 60), 100, 100, 0.3);
    assertEquals(1, mask.at(50, 50));
    assertEquals(0.5, mask.at(79, 50), 0.06);
    assertEquals(0, mask.at(90, 50));
    assertEquals(0, mask.at(80, 80));
  }

  @Property(tries = 60)
  void downsamplingKeepsTheMean(
      @ForAll("boxes") Box box,
      @ForAll @IntRange(min = 1, max = 70) int gridHeight,
      @ForAll @IntRange(min = 1, max = 70) int gridWidth) {
    Mask mask = Masks.ellipse(box, 64, 60);
    float[] grid = mask.downsample(gridHeight, gridWidth);
    double sum = 0;
    for (float value : grid) {
      assertTrue(value >= 0 && value <= 1);
      sum += value;
    }
    assertEquals(mask.coverage(), sum / grid.length, 1e-5);
  }

  @Example
  void downsamplingToTheSameSizeIsTheMask() {
    Mask mask = Masks.ellipse(new Box(3, 4, 10, 8), 20, 16);
    assertArrayEquals(mask.alpha(), mask.downsample(16, 20));
  }

  @Example
  void badValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Mask(2, 2, new float[3]));
    assertThrows(IllegalArgumentException.class, () -> new Mask(1, 1, new float[] {1.5f}));
    Box box = new Box(0, 0, 9, 9);
    assertThrows(IllegalArgumentException.class, () -> Masks.ellipse(box, 9, 9, -1));
    assertFalse(Masks.ellipse(box, 9, 9).coverage() == 0);
  }

  @Provide
  Arbitrary<Box> boxes() {
    Arbitrary<Double> corner = Arbitraries.doubles().between(-20, 100);
    Arbitrary<Double> size = Arbitraries.doubles().between(2, 90);
    return Combinators.combine(corner, corner, size, size).as(Box::new);
  }
}
