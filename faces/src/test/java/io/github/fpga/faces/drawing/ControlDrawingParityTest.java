package io.github.fpga.faces.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Control drawings against controlnet_aux and InstantID. The rasteriser is the same (OpenCV), only
 * its version differs: 99 % of the pixels that either picture paints must agree within 2 levels.
 */
class ControlDrawingParityTest {

  private final Golden golden = Golden.load("pose_drawing");

  @TestFactory
  Stream<DynamicTest> everyPictureOfTheFile() {
    List<String> outputs = List.copyOf(golden.outputs());
    assertTrue(!outputs.isEmpty(), "nothing to compare");
    return outputs.stream().map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
  }

  private void compare(String name) {
    int height = (int) golden.out(name).size(0);
    int width = (int) golden.out(name).size(1);
    String kind = name.replaceAll("\\..*", "");
    Tensor input = golden.in(name);
    int stick = golden.config().path("stickwidth").asInt(4);
    BufferedImage drawn =
        switch (kind) {
          case "body" ->
              SkeletonDrawing.draw(
                  people(input, width, height), width, height, new Brush(stick, 4));
          case "kps" ->
              LandmarkDrawing.draw(
                  List.of(GoldenPictures.points(input)), width, height, new Brush(stick, 10));
          case "hand" ->
              HandDrawing.hands(List.of(scaled(input, width, height)), width, height, 2, 4);
          case "face" -> HandDrawing.faces(List.of(scaled(input, width, height)), width, height, 3);
          default -> throw new AssertionError("a picture of a new kind: " + name);
        };
    float[] actual = GoldenPictures.channels(drawn);
    // For the shape; what the pixels must hold comes next.
    golden.assertClose(name, GoldenPictures.tensor(drawn), 255, 0);
    assertSimilar(Tensors.floats(golden.out(name)), actual);
    assertSizes(name, width, height);
  }

  private void assertSizes(String name, int width, int height) {
    String size = name.replaceFirst("\\.", "_size.");
    if (!size.equals(name) && golden.hasIn(size)) {
      assertArrayEquals(new float[] {height, width}, Tensors.floats(golden.in(size)));
    }
  }

  private static void assertSimilar(float[] expected, float[] actual) {
    int painted = 0;
    int equal = 0;
    for (int i = 0; i < expected.length; i += 3) {
      boolean black = true;
      boolean close = true;
      for (int c = i; c < i + 3; c++) {
        black &= expected[c] == 0 && actual[c] == 0;
        close &= Math.abs(expected[c] - actual[c]) <= 2;
      }
      if (!black) {
        painted++;
        equal += close ? 1 : 0;
      }
    }
    assertTrue(painted > 0 && equal >= 0.99 * painted, equal + " of " + painted + " pixels agree");
  }

  private static List<Skeleton> people(Tensor input, int width, int height) {
    float[] values = Tensors.floats(input);
    List<Skeleton> people = new ArrayList<>();
    for (int n = 0; n < values.length; n += 3 * Skeleton.COUNT) {
      List<Skeleton.Joint> joints = new ArrayList<>();
      for (int i = n; i < n + 3 * Skeleton.COUNT; i += 3) {
        Point p = new Point((double) values[i] * width, (double) values[i + 1] * height);
        joints.add(new Skeleton.Joint(p, values[i + 2]));
      }
      people.add(new Skeleton(joints));
    }
    return people;
  }

  private static List<Point> scaled(Tensor input, int width, int height) {
    return GoldenPictures.points(input).stream()
        .map(p -> new Point(p.x() * width, p.y() * height))
        .toList();
  }
}
