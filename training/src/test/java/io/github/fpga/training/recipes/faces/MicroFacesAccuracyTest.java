package io.github.fpga.training.recipes.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.PaddingDetector;
import io.github.fpga.faces.Warps;
import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.tensor.Engine;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The bundled models on fresh pictures of development people; bars a little below what they reach.
 */
class MicroFacesAccuracyTest {

  private static final UnaryOperator<BufferedImage> SHARP = image -> image;
  private static final UnaryOperator<BufferedImage> SOFT =
      image -> Warps.resize(Warps.resize(image, 128, 128), 256, 256);

  private static MicroFaces faces;

  @BeforeAll
  static void load() {
    Engine.start();
    faces = MicroFaces.load();
  }

  @Test
  void findsFacesOfAllSizes() {
    for (Shot shot : Shot.values()) {
      List<Rendering> scenes = FaceAccuracy.scenes(shot, 8, 11);
      FaceAccuracy.Detections found = FaceAccuracy.detector(faces.detector(), scenes, SHARP);
      assertTrue(found.recall() >= 0.9, () -> shot + " " + found);
      assertTrue(found.falsePerPicture() <= 0.15, () -> shot + " " + found);
      assertTrue(found.overlap() >= 0.75, () -> shot + " " + found);
    }
  }

  @Test
  void findsFacesInSoftPictures() {
    List<Rendering> scenes = FaceAccuracy.scenes(Shot.FULL, 8, 12);
    FaceAccuracy.Detections found = FaceAccuracy.detector(faces.detector(), scenes, SOFT);
    assertTrue(found.recall() >= 0.9, found::toString);
  }

  @Test
  void findsNothingInEmptyPlaces() {
    int wrong = 0;
    for (Rendering full : FaceAccuracy.scenes(Shot.HALF, 12, 13)) {
      Scene empty = emptied(full);
      wrong += faces.detector().detect(Renderer.render(empty, 256, 256).image()).size();
    }
    assertTrue(wrong <= 1, "faces found in 12 empty places: " + wrong);
  }

  private static Scene emptied(Rendering full) {
    return new Scene(
        full.truth().people().get(0).identitySeed(),
        full.truth().shot(),
        full.truth().place(),
        full.truth().style(),
        io.github.fpga.idzoom.world.Light.WHITE,
        1,
        List.of());
  }

  @Test
  void landmarksLieWhereTheyShould() {
    for (Shot shot : Shot.values()) {
      List<Rendering> scenes = FaceAccuracy.scenes(shot, 6, 14);
      double error = FaceAccuracy.landmarks(faces.landmarks(), scenes, SHARP);
      assertTrue(error <= 0.035, () -> shot + ": %.4f face sizes".formatted(error));
    }
  }

  @Test
  void bodiesAreFound() {
    for (Shot shot : List.of(Shot.HALF, Shot.FULL)) {
      double right = FaceAccuracy.pose(faces.pose(), FaceAccuracy.scenes(shot, 6, 15));
      assertTrue(right >= 0.9, () -> shot + ": %.3f of the joints".formatted(right));
    }
  }

  @Test
  void peopleAreRecognised() {
    List<Identity> people = People.draw(IdentitySplit.DEVELOPMENT, 77, 30);
    List<BufferedImage> references = RankOne.closeUps(people, 1);
    double close = RankOne.rate(faces.recogniser(), references, RankOne.closeUps(people, 2));
    double small = RankOne.rate(faces.recogniser(), references, RankOne.small(people, 3, 24, 40));
    assertTrue(close >= 0.93, "close-up rank-1 " + close);
    assertTrue(small >= 0.93, "small faces' rank-1 " + small);
  }

  @Test
  void tightCropsAreFoundWithPadding() {
    PaddingDetector padding = new PaddingDetector(faces.detector());
    int found = 0;
    List<Rendering> scenes = FaceAccuracy.scenes(Shot.CLOSE_UP, 8, 16);
    for (Rendering scene : scenes) {
      Box box = scene.truth().people().get(0).faceBox();
      BufferedImage tight =
          Warps.window(
              scene.image(),
              (int) box.x(),
              (int) box.y(),
              (int) box.width(),
              (int) box.height(),
              io.github.fpga.faces.Border.EDGE);
      Box whole = new Box(0, 0, tight.getWidth(), tight.getHeight());
      List<Detection> faces = padding.detect(tight);
      found += faces.size() == 1 && faces.get(0).box().iou(whole) > 0.4 ? 1 : 0;
    }
    int count = found;
    assertTrue(found >= 6, () -> count + " of " + scenes.size() + " tight crops");
  }

  @Test
  void largePicturesGiveTheSameFaces() {
    Rendering scene = FaceAccuracy.scenes(Shot.HALF, 2, 17).get(1);
    BufferedImage large = Warps.resize(scene.image(), 1024, 1024);
    List<PersonTruth> people = scene.truth().people();
    List<Detection> found = faces.detector().detect(large);
    assertEquals(people.size(), found.size());
    for (PersonTruth person : people) {
      Box wanted = person.faceBox();
      assertTrue(
          found.stream().anyMatch(f -> f.box().centre().times(0.25).distance(wanted.centre()) < 5));
    }
  }

  @Test
  void theAnalyzerPutsItAllTogether() {
    Rendering scene = FaceAccuracy.scenes(Shot.HALF, 2, 18).get(0);
    List<Face> found = faces.analyzer().analyze(scene.image());
    assertEquals(1, found.size());
    assertEquals(128, found.get(0).features().global().length);
    assertEquals(scene.truth().people().get(0).headPose().yaw(), found.get(0).headPose().yaw(), 25);
  }
}
