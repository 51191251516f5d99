package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaceAnalyzerTest {

  private static final List<Box> BOXES = List.of(new Box(20, 20, 60, 80), new Box(180, 40, 50, 60));
  private static final BufferedImage IMAGE = SampleFaces.smooth(300, 260);

  private final AtomicInteger recogniserCalls = new AtomicInteger();
  private final FaceAnalyzer analyzer =
      new FaceAnalyzer(
          image -> BOXES.stream().map(box -> SampleFaces.detection(box, 0.75)).toList(),
          (image, boxes) -> boxes.stream().map(SampleFaces::landmarks).toList(),
          this::embed);

  private List<FaceFeatures> embed(List<BufferedImage> aligned) {
    recogniserCalls.incrementAndGet();
    return aligned.stream()
        .map(
            face -> {
              assertEquals(112, face.getWidth());
              return SampleFaces.features(face.getRGB(50, 50) & 255, 3, 4);
            })
        .toList();
  }

  @Test
  void everythingAboutEveryFaceInOneBatch() {
    List<Face> faces = analyzer.analyze(IMAGE);
    assertEquals(BOXES, faces.stream().map(Face::box).toList());
    assertEquals(1, recogniserCalls.get());
    assertEquals(SampleFaces.landmarks(BOXES.get(1)), faces.get(1).landmarks());
    assertEquals(0, faces.get(0).headPose().roll(), 1);
    assertEquals(1, faces.get(0).features().similarity(faces.get(0).features()), 1e-6);
  }

  @Test
  void noFacesNeedNoRecogniser() {
    FaceAnalyzer none =
        new FaceAnalyzer(
            image -> List.of(),
            (image, boxes) -> {
              throw new AssertionError("no boxes to look at");
            },
            this::embed);
    assertTrue(none.analyze(IMAGE).isEmpty());
    assertEquals(0, recogniserCalls.get());
  }

  @Test
  void annotatorDrawsOnACopyAndDescribes() {
    List<Face> faces = analyzer.analyze(IMAGE);
    int[] before = Pictures.pixels(IMAGE);
    BufferedImage drawn = Annotator.draw(IMAGE, faces);
    assertTrue(Arrays.equals(before, Pictures.pixels(IMAGE)));
    assertEquals(0x00ff00, drawn.getRGB(180, 60) & 0xffffff, "the box");
    assertFalse(Arrays.equals(before, Pictures.pixels(drawn)));
    JsonNode json = Annotator.json(faces);
    assertEquals(2, json.size());
    assertEquals(180, json.path(1).path("box").path("x").asDouble());
    assertEquals(0.75, json.path(1).path("score").asDouble());
    assertEquals(68, json.path(0).path("landmarks").size());
    assertEquals(5, json.path(0).path("five").size());
    assertEquals(3, json.path(0).path("embedding").size());
    assertTrue(json.path(0).path("headPose").has("yaw"));
  }

  @Test
  void featuresAreScaledAndKeptFromChange() {
    float[] global = {3, 4};
    FaceFeatures features = new FaceFeatures(global, new float[0], 0, 0);
    global[0] = 9;
    features.global()[1] = 7;
    assertEquals(new FaceFeatures(new float[] {0.6f, 0.8f}, new float[0], 0, 0), features);
    assertEquals(0.96, features.similarity(SampleFaces.features(4, 3)), 1e-6);
    assertThrows(
        IllegalArgumentException.class, () -> features.similarity(SampleFaces.features(1, 2, 3)));
    assertThrows(IllegalArgumentException.class, () -> SampleFaces.features(0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FaceFeatures(new float[] {1}, new float[5], 2, 3));
  }

  @Test
  void weightedMeanOfSeveralPictures() {
    List<FaceFeatures> two = List.of(SampleFaces.features(1, 0), SampleFaces.features(0, 5));
    float[] mean = FaceFeatures.meanGlobal(two, new double[] {3, 4});
    assertEquals(0.6, mean[0], 1e-6);
    assertEquals(0.8, mean[1], 1e-6);
    assertThrows(
        IllegalArgumentException.class, () -> FaceFeatures.meanGlobal(two, new double[] {0, 0}));
    assertThrows(
        IllegalArgumentException.class, () -> FaceFeatures.meanGlobal(two, new double[] {1}));
  }

  @Test
  void detectionsAreChecked() {
    Box box = BOXES.get(0);
    List<Point> five = SampleFaces.landmarks(box).five();
    assertThrows(IllegalArgumentException.class, () -> new Detection(box, 1.2, five));
    assertThrows(IllegalArgumentException.class, () -> new Detection(box, 0.5, five.subList(0, 4)));
  }
}
