package io.github.fpga.faces.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlDrawingTest {

  private static final List<Point> FIVE =
      List.of(
          new Point(20, 20),
          new Point(44, 20),
          new Point(32, 32),
          new Point(24, 44),
          new Point(42, 44));

  @Test
  void severalPeopleAreTheSumOfTheirDrawings() {
    Skeleton left = skeleton(30);
    Skeleton right = skeleton(90);
    int[] both = Pictures.pixels(SkeletonDrawing.draw(List.of(left, right), 128, 128));
    int[] one = Pictures.pixels(SkeletonDrawing.draw(List.of(left), 128, 128));
    int[] other = Pictures.pixels(SkeletonDrawing.draw(List.of(right), 128, 128));
    for (int i = 0; i < both.length; i++) {
      assertEquals(one[i] | other[i], both[i]);
    }
  }

  @Test
  void invisibleJointsAreNotDrawn() {
    List<Skeleton.Joint> hidden =
        skeleton(30).joints().stream().map(j -> new Skeleton.Joint(j.position(), 0)).toList();
    assertEquals(0, painted(SkeletonDrawing.draw(List.of(new Skeleton(hidden)), 64, 64)));
    assertEquals(0, painted(SkeletonDrawing.draw(List.of(), 64, 64)));
  }

  @Test
  void jointsOutsideThePictureDoNoHarm() {
    for (double far : new double[] {-1e4, 1e4, 1e12, Double.NaN}) {
      Skeleton away = new Affine(1, 0, 0, 0, 1, 0).apply(skeleton(30));
      List<Skeleton.Joint> joints = new ArrayList<>(away.joints());
      joints.set(4, new Skeleton.Joint(new Point(far, -far), 1));
      assertTrue(painted(SkeletonDrawing.draw(List.of(new Skeleton(joints)), 64, 64)) > 0);
    }
  }

  @Test
  void thinnerBrushesForSmallerPictures() {
    assertEquals(new Brush(2, 2), Brush.OPENPOSE.forSide(256));
    assertEquals(new Brush(1, 3), Brush.INSTANTID.forSide(128));
    assertEquals(Brush.INSTANTID, Brush.INSTANTID.forSide(512));
    assertEquals(new Brush(1, 1), Brush.OPENPOSE.forSide(8));
    assertThrows(IllegalArgumentException.class, () -> new Brush(0, 4));
    int thick = painted(LandmarkDrawing.draw(List.of(FIVE), 64, 64));
    int thin = painted(LandmarkDrawing.draw(List.of(FIVE), 64, 64, Brush.INSTANTID.forSide(64)));
    assertTrue(thin > 0 && thick > 3 * thin, thick + " and " + thin);
  }

  @Test
  void joints() {
    BufferedImage drawn = LandmarkDrawing.draw(List.of(FIVE), 64, 64, new Brush(1, 2));
    int[] colours = {0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff};
    for (int i = 0; i < 5; i++) {
      int rgb = drawn.getRGB((int) FIVE.get(i).x(), (int) FIVE.get(i).y()) & 0xffffff;
      assertEquals(colours[i], rgb);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> LandmarkDrawing.draw(List.of(FIVE.subList(0, 4)), 64, 64));
  }

  @Test
  void denseLandmarks() {
    List<Point> points =
        IntStream.range(0, 68)
            .mapToObj(i -> new Point(10 + 40 * Math.cos(i) / 2 + 20, 30 + 20 * Math.sin(i)))
            .toList();
    BufferedImage thin = LandmarkDrawing.dense(List.of(new Landmarks(points)), 64, 64, 1);
    BufferedImage thick = LandmarkDrawing.dense(List.of(new Landmarks(points)), 64, 64, 3);
    assertTrue(painted(thin) > 100 && painted(thick) > painted(thin));
  }

  @Test
  void drawingIsDeterministic() {
    assertArrayEquals(
        Pictures.pixels(SkeletonDrawing.draw(List.of(skeleton(30)), 64, 64)),
        Pictures.pixels(SkeletonDrawing.draw(List.of(skeleton(30)), 64, 64)));
  }

  private static Skeleton skeleton(double x) {
    return new Skeleton(
        IntStream.range(0, Skeleton.COUNT)
            .mapToObj(i -> new Point(x + 15 * Math.sin(i * 1.7), 32 + 20 * Math.cos(i * 2.3)))
            .map(p -> new Skeleton.Joint(p, 1))
            .toList());
  }

  private static int painted(BufferedImage image) {
    return (int) IntStream.of(Pictures.pixels(image)).filter(rgb -> rgb != 0).count();
  }
}
