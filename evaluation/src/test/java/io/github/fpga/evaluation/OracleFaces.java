package io.github.fpga.evaluation;

import io.github.fpga.evaluation.suite.EvaluationPlan;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows the faces of pictures that it was shown before, by their pixels. */
final class OracleFaces {

  private final Map<Integer, List<PersonTruth>> known = new HashMap<>();

  /** Learns the portraits and true renders of a plan. */
  OracleFaces learn(EvaluationPlan plan) {
    for (int person = 0; person < plan.people().size(); person++) {
      for (ReferencePictures.Use use : ReferencePictures.Use.values()) {
        for (int n = 0; n < use.count(); n++) {
          learn(ReferencePictures.scene(plan, person, use, n, 0));
        }
      }
    }
    plan.world().forEach(spec -> learn(spec.truth()));
    plan.generated().forEach(spec -> learn(spec.truth()));
    return this;
  }

  /** Learns the portraits of an album and the true renders of scenes. */
  OracleFaces learn(ReferencePictures.Album album, List<SceneSpec> scenes) {
    for (int person = 0; person < album.people().size(); person++) {
      for (int n = 0; n < album.references(); n++) {
        learn(ReferencePictures.scene(album, person, ReferencePictures.Use.REFERENCE, n, 0));
      }
      for (int n = 0; n < album.gallery(); n++) {
        learn(ReferencePictures.scene(album, person, ReferencePictures.Use.GALLERY, n, 0));
      }
    }
    scenes.forEach(scene -> learn(scene.truth()));
    return this;
  }

  private void learn(Scene scene) {
    Rendering drawn = Renderer.render(scene, SceneSpec.SIDE, SceneSpec.SIDE);
    learn(drawn.image(), drawn.truth().people());
  }

  /** Learns who is where in a picture, nobody included. */
  void learn(BufferedImage image, List<PersonTruth> people) {
    known.put(Arrays.hashCode(Pictures.pixels(image)), people);
  }

  List<PersonTruth> people(BufferedImage image) {
    List<PersonTruth> people = known.get(Arrays.hashCode(Pictures.pixels(image)));
    if (people == null) {
      throw new IllegalStateException("an unknown picture");
    }
    return people;
  }

  FaceAnalyzer analyzer() {
    return new FaceAnalyzer(
        image -> people(image).stream().map(p -> new Detection(p.faceBox(), 1, p.five())).toList(),
        this::landmarks,
        landmarks -> new HeadPose(0, 0, 0),
        aligned ->
            aligned.stream()
                .map(face -> new FaceFeatures(new float[] {1}, new float[0], 0, 0))
                .toList());
  }

  private List<Landmarks> landmarks(BufferedImage image, List<Box> faces) {
    return faces.stream().map(face -> person(image, face).landmarks()).toList();
  }

  List<Skeleton> skeletons(BufferedImage image, List<Box> faces) {
    return faces.stream().map(face -> person(image, face).skeleton()).toList();
  }

  private PersonTruth person(BufferedImage image, Box face) {
    return people(image).stream().filter(p -> p.faceBox().equals(face)).findFirst().orElseThrow();
  }
}
