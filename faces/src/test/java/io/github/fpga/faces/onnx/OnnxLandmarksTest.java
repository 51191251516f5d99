package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.testkit.onnx.TinyNetworks;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With networks whose points are known. */
class OnnxLandmarksTest {

  private static final Box FACE = new Box(100, 80, 60, 80);

  /** Grey by column: its mean over a crop tells where the crop's middle is. */
  private static final BufferedImage COLUMNS =
      Pictures.of(
          240,
          240,
          IntStream.range(0, 240 * 240)
              .map(i -> (i % 240) << 16 | (i / 240) << 8 | (240 - i / 240))
              .toArray());

  @TempDir Path folder;

  @Test
  void theMiddleOfInsightfacesCropIsTheMiddleOfTheFace() {
    try (OnnxLandmarks landmarks = OnnxLandmarks.insightface106(file(192, new float[212], 0))) {
      for (Point p : landmarks.landmarks(COLUMNS, FACE).points()) {
        assertEquals(130, p.x(), 1e-9);
        assertEquals(120, p.y(), 1e-9);
      }
    }
  }

  @Test
  void everyPointHasItsPlace() {
    float[] values = new float[212];
    for (int i = 0; i < 106; i++) {
      values[2 * i] = i / 106f;
      values[2 * i + 1] = -i / 212f;
    }
    List<Integer> order = LandmarkForm.insightface106().order();
    assertEquals(68, order.stream().distinct().count());
    try (OnnxLandmarks landmarks = OnnxLandmarks.insightface106(file(192, values, 0))) {
      List<Point> points = landmarks.landmarks(COLUMNS, FACE).points();
      for (int i = 0; i < Landmarks.COUNT; i++) {
        // The crop is 1.5 times the longer side: coordinates of 1 lie 60 pixels from the middle.
        assertEquals(130 + 60 * values[2 * order.get(i)], points.get(i).x(), 1e-4);
        assertEquals(120 + 60 * values[2 * order.get(i) + 1], points.get(i).y(), 1e-4);
      }
    }
  }

  /** Anatomy by index: who mixes up the mark-up gets a mouth above the nose. */
  @Test
  void theJawRunsFromEarToEarThroughTheChin() {
    List<Integer> order = LandmarkForm.insightface106().order();
    assertEquals(List.of(1, 0, 17), List.of(order.get(0), order.get(8), order.get(16)));
    assertEquals(86, order.get(30), "nose tip");
    assertEquals(List.of(52, 61), List.of(order.get(48), order.get(54)), "mouth corners");
  }

  @Test
  void aNetworkInSpaceGivesItsLastPoints() {
    float[] values = new float[3309];
    for (int i = 0; i < 68; i++) {
      values[3 * (1035 + i)] = i / 100f;
      values[3 * (1035 + i) + 1] = -i / 100f;
      values[3 * (1035 + i) + 2] = 9;
    }
    try (OnnxLandmarks landmarks = OnnxLandmarks.insightface3d68(file(192, values, 0))) {
      List<Point> points = landmarks.landmarks(COLUMNS, FACE).points();
      for (int i = 0; i < 68; i++) {
        assertEquals(130 + 60 * i / 100.0, points.get(i).x(), 1e-5);
        assertEquals(120 - 60 * i / 100.0, points.get(i).y(), 1e-5);
      }
    }
  }

  @Test
  void pfldCountsFromEdgeToEdgeOfAShorterSquare() {
    float[] values = new float[136];
    values[0] = 0.25f;
    values[1] = 1;
    try (OnnxLandmarks landmarks = OnnxLandmarks.pfld68(file(112, values, 0))) {
      List<Point> points = landmarks.landmarks(COLUMNS, FACE).points();
      // 1.2 times the shorter side of 60: a square of 72 around (130, 120).
      assertEquals(94 + 18, points.get(0).x(), 1e-5);
      assertEquals(84 + 72, points.get(0).y(), 1e-5);
      assertEquals(94, points.get(67).x(), 1e-5);
    }
  }

  /** The means of red, green and blue over the crop, as the network sees them. */
  @Test
  void theNetworkSeesTheFaceInItsScale() {
    LandmarkForm form = LandmarkForm.insightface106();
    try (OnnxLandmarks landmarks = OnnxLandmarks.insightface106(file(192, new float[212], 1))) {
      List<Landmarks> faces = landmarks.landmarks(COLUMNS, List.of(FACE, new Box(60, 80, 60, 80)));
      assertMeans(form, faces.get(0), 130, 120);
      assertMeans(form, faces.get(1), 90, 120);
    }
  }

  /** Network points 0 and 1 hold (red, green) and (blue, 0): jaw landmarks 8 and 0. */
  private static void assertMeans(LandmarkForm form, Landmarks face, double x, double y) {
    Point redGreen = face.points().get(form.order().indexOf(0));
    Point blue = face.points().get(form.order().indexOf(1));
    assertEquals((x - 127.5) / 128, (redGreen.x() - x) / 60, 0.01);
    assertEquals((y - 127.5) / 128, (redGreen.y() - y) / 60, 0.01);
    assertEquals((240 - y - 127.5) / 128, (blue.x() - x) / 60, 0.01);
  }

  @Test
  void manyFacesKeepTheirOrder() {
    List<Box> boxes =
        IntStream.range(0, 19).mapToObj(i -> new Box(10 * i, 20, 30 + i, 40)).toList();
    try (OnnxLandmarks landmarks = OnnxLandmarks.pfld68(file(112, new float[136], 0))) {
      List<Landmarks> faces = landmarks.landmarks(COLUMNS, boxes);
      assertEquals(19, faces.size());
      for (int i = 0; i < 19; i++) {
        assertEquals(landmarks.landmarks(COLUMNS, boxes.get(i)), faces.get(i));
      }
      assertTrue(landmarks.landmarks(COLUMNS, List.of()).isEmpty());
    }
  }

  private Path file(int side, float[] values, float gain) {
    return TinyNetworks.landmarks(side, values, gain).write(folder.resolve("landmarks.onnx"));
  }
}
