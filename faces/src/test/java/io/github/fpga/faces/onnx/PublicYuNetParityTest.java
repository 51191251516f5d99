package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.FivePointLandmarks;
import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.HeadPoses;
import io.github.fpga.faces.PaddingDetector;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Warps;
import io.github.fpga.testkit.Golden;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A published YuNet on a photograph (NASA's portrait of Eileen Collins, public domain): against
 * OpenCV's FaceDetectorYN, whose engine sums in another order, and where detectors have trouble.
 * The file lies in the folder that the system property {@code models.dir} names.
 */
@Tag("public-models")
class PublicYuNetParityTest {

  /** As OpenCV 4.13 finds it, moved by half a pixel. */
  private static final Box FACE = new Box(178.7, 63.4, 89.9, 113.3);

  private static final List<Point> FIVE =
      List.of(
          new Point(200.6, 102.3),
          new Point(247.6, 103.1),
          new Point(220.9, 125.0),
          new Point(199.1, 143.3),
          new Point(240.2, 144.1));

  private static final BufferedImage PHOTO =
      GoldenPictures.picture(Golden.load("face_align").in("image"));

  private static Path file;
  private static YuNet yunet;

  @BeforeAll
  static void load() {
    file = PublicModels.find("face_detection_yunet");
    yunet = YuNet.open(file);
  }

  @AfterAll
  static void close() {
    yunet.close();
  }

  @Test
  void findsTheOneFace() {
    List<Detection> found = yunet.detect(PHOTO);
    assertEquals(1, found.size());
    Detection face = found.get(0);
    assertEquals(0.93, face.score(), 0.01);
    assertTrue(face.box().iou(FACE) > 0.99, face.box()::toString);
    for (int i = 0; i < 5; i++) {
      assertEquals(0, face.five().get(i).distance(FIVE.get(i)), 0.2);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 512, 512", "100, 20, 333, 257", "150, 40, 150, 170"})
  void sameAsOpenCv(int x, int y, int width, int height) {
    BufferedImage part = Warps.window(PHOTO, x, y, width, height, Border.ZERO);
    float[][] expected = OpenCv.yunet(file, part, 0.6f, 0.3f);
    assertTrue(expected.length > 0, "nothing to compare");
    YuNetParityTest.assertSameFaces(expected, yunet.search(part));
  }

  /** From 20 to 3,000 pixels of face height. */
  @ParameterizedTest
  @ValueSource(doubles = {0.18, 0.3, 0.6, 1.7, 3, 6, 9, 14, 26})
  void facesOfAllSizes(double scale) {
    // Around the face only, so that large scales stay small enough to make.
    BufferedImage part = Warps.window(PHOTO, 123, 20, 200, 200, Border.ZERO);
    int side = (int) Math.round(200 * scale);
    List<Detection> found = yunet.detect(Warps.resize(part, side, side));
    assertEquals(1, found.size());
    Affine back = Affine.scaling(200.0 / side, 200.0 / side).then(Affine.translation(123, 20));
    Box box = found.get(0).mapped(back).box();
    assertTrue(box.iou(FACE) > 0.75, box::toString);
  }

  /** Cut at the face box and closer: no hair, no neck, at last no forehead and chin. */
  @ParameterizedTest
  @CsvSource({"1, 6", "0.9, 6", "0.8, 10"})
  void tightCrops(double share, double pixels) {
    Box tight = FACE.scaled(share);
    int x = (int) tight.x();
    int y = (int) tight.y();
    BufferedImage part =
        Warps.window(PHOTO, x, y, (int) tight.width(), (int) tight.height(), Border.ZERO);
    for (int zoom : new int[] {1, 4, 9}) {
      BufferedImage crop = Warps.resize(part, zoom * part.getWidth(), zoom * part.getHeight());
      List<Detection> found = new PaddingDetector(yunet).detect(crop);
      assertEquals(1, found.size(), "enlarged " + zoom + " times");
      Affine back = Affine.scaling(1.0 / zoom, 1.0 / zoom).then(Affine.translation(x, y));
      assertFive(found.get(0).mapped(back), pixels);
    }
  }

  /** A fifth of the face lies outside the picture, on each side in turn. */
  @ParameterizedTest
  @CsvSource({"197, 0, 315, 512", "0, 0, 251, 512", "0, 86, 512, 426", "0, 0, 512, 154"})
  void facesAtTheBorder(int x, int y, int width, int height) {
    BufferedImage part = Warps.window(PHOTO, x, y, width, height, Border.ZERO);
    FaceDetector detector = new PaddingDetector(yunet);
    List<Detection> found = detector.detect(part);
    assertEquals(1, found.size());
    assertFive(found.get(0).mapped(Affine.translation(x, y)), 12);
  }

  @Test
  void theHeadPoseOfTheFace() {
    Detection face = yunet.detect(PHOTO).get(0);
    HeadPose pose = HeadPoses.of(FivePointLandmarks.of(face.five()));
    assertEquals(0, pose.roll(), 8);
    assertTrue(Math.abs(pose.yaw()) < 30, pose::toString);
    assertFalse(pose.isProfile());
  }

  private static void assertFive(Detection face, double pixels) {
    for (int i = 0; i < 5; i++) {
      assertEquals(0, face.five().get(i).distance(FIVE.get(i)), pixels, "point " + i);
    }
  }
}
