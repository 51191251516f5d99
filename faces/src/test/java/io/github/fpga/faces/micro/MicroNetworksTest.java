package io.github.fpga.faces.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Weights;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shapes and behaviour with random weights. */
class MicroNetworksTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  private static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.ORANGE);
    g.fillOval(width / 4, height / 4, width / 2, height / 2);
    g.dispose();
    return image;
  }

  @Test
  void recogniserGivesGlobalAndLocalFeatures() {
    MicroRecogniser recogniser = new MicroRecogniser(Weights.random(1), RecogniserConfig.toy());
    List<FaceFeatures> features = recogniser.embed(List.of(picture(112, 112), picture(112, 112)));
    assertEquals(2, features.size());
    assertEquals(16, features.get(0).global().length);
    assertEquals(49, features.get(0).tokens());
    assertEquals(8, features.get(0).channels());
    assertEquals(1, features.get(0).similarity(features.get(1)), 1e-6);
    assertTrue(recogniser.embed(List.of()).isEmpty());
  }

  @Test
  void recogniserWantsAlignedFaces() {
    MicroRecogniser recogniser = new MicroRecogniser(Weights.random(1), RecogniserConfig.toy());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> recogniser.embed(List.of(picture(96, 112))));
    assertTrue(e.getMessage().contains("96x112"), e.getMessage());
  }

  @Test
  void aFaceDoesNotDependOnItsBatch() {
    MicroRecogniser recogniser = new MicroRecogniser(Weights.random(1), RecogniserConfig.toy());
    BufferedImage other = new BufferedImage(112, 112, BufferedImage.TYPE_INT_RGB);
    float[] alone = recogniser.embed(List.of(picture(112, 112))).get(0).global();
    float[] second = recogniser.embed(List.of(other, picture(112, 112))).get(1).global();
    assertArrayEquals(alone, second, 1e-5f);
  }

  @Test
  void detectorMapsEightPixelsToOneCell() {
    DetectorNetwork network =
        Weights.random(1).build(w -> new DetectorNetwork(w, DetectorConfig.toy()));
    try (Scope scope = Scope.open()) {
      Tensor cells = network.apply(torch.zeros(2, 3, 96, 160));
      assertArrayEquals(new long[] {2, 15, 12, 20}, Shapes.of(cells));
    }
  }

  @Test
  void detectorTakesPicturesOfAnySize() {
    MicroDetector detector = new MicroDetector(Weights.random(1), DetectorConfig.toy(), 0.01);
    for (int[] size : new int[][] {{1, 1}, {97, 33}, {700, 300}}) {
      List<Detection> found = detector.detect(picture(size[0], size[1]));
      for (int i = 1; i < found.size(); i++) {
        assertTrue(found.get(i - 1).score() >= found.get(i).score());
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new MicroDetector(Weights.random(1), DetectorConfig.toy(), 0));
  }

  @Test
  void landmarksMoveWithTheBox() {
    MicroLandmarks detector = new MicroLandmarks(Weights.random(1), LandmarkConfig.toy());
    Box box = new Box(30, 40, 64, 64);
    List<Landmarks> both =
        detector.landmarks(
            new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB),
            List.of(box, new Box(130, 90, 64, 64)));
    Point first = both.get(0).points().get(5);
    Point second = both.get(1).points().get(5);
    assertEquals(100, second.x() - first.x(), 1e-3);
    assertEquals(50, second.y() - first.y(), 1e-3);
    assertTrue(detector.landmarks(picture(64, 64), List.of()).isEmpty());
  }

  @Test
  void poseGivesOneSkeletonPerFace() {
    Box face = new Box(100, 30, 30, 34);
    MicroPose pose =
        new MicroPose(
            Weights.random(1),
            PoseConfig.toy(),
            image ->
                List.of(new Detection(face, 1, java.util.Collections.nCopies(5, face.centre()))));
    List<Skeleton> skeletons = pose.skeletons(picture(256, 200));
    assertEquals(1, skeletons.size());
    assertEquals(2, pose.skeletons(picture(256, 200), List.of(face, face)).size());
  }

  @Test
  void bodyCropHoldsTheWholeBodyInsideThePicture() {
    Affine small = PoseConfig.toCrop(new Box(100, 40, 30, 30), 256, 256);
    assertEquals(64, small.apply(new Point(115, 55)).x(), 15);
    Affine close = PoseConfig.toCrop(new Box(60, 60, 130, 130), 256, 256);
    Box seen = close.apply(new Box(0, 0, 256, 256));
    assertEquals(128, seen.width(), 1e-9);
    assertEquals(0, seen.x(), 1e-9);
  }
}
