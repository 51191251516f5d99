package io.github.fpga.evaluation.metrics;

import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.evaluation.suite.Stage;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.world.PersonTruth;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks at pictures of scenes. */
public final class Scorer {

  private final Instruments instruments;
  private final Galleries galleries;

  public Scorer(Instruments instruments, Galleries galleries) {
    this.instruments = instruments;
    this.galleries = galleries;
  }

  /** One score per person of the scene, in their order. */
  public List<FaceScore> score(SceneSpec scene, Stage stage, BufferedImage image) {
    List<Face> faces = instruments.faces().analyze(image);
    List<Box> boxes = faces.stream().map(Face::box).toList();
    List<Box> regions = new ArrayList<>();
    for (int i = 0; i < scene.regions().size(); i++) {
      regions.add(scene.region(i));
    }
    int[] of = FacePlacement.assign(regions, boxes);
    List<Face> mine = Arrays.stream(of).filter(f -> f >= 0).mapToObj(faces::get).toList();
    List<FaceFeatures> judged = instruments.judge(image, mine);
    List<Skeleton> bodies =
        instruments.poses().skeletons(image, mine.stream().map(Face::box).toList());
    List<PersonTruth> truth = scene.groundTruth().people();
    List<FaceScore> scores = new ArrayList<>();
    int next = 0;
    for (int place = 0; place < of.length; place++) {
      if (of[place] < 0) {
        scores.add(missing(scene, place, stage));
      } else {
        scores.add(
            found(scene, place, stage, mine.get(next), judged.get(next), bodies.get(next), truth));
        next++;
      }
    }
    return scores;
  }

  /** How often the judge knows people of a true render by their true landmarks: how many right. */
  public int knownByTrueLandmarks(SceneSpec scene, BufferedImage image) {
    List<PersonTruth> truth = scene.groundTruth().people();
    List<FaceFeatures> judged =
        instruments.judgeAligned(image, truth.stream().map(PersonTruth::five).toList());
    int right = 0;
    for (int i = 0; i < judged.size(); i++) {
      double[] similarities = galleries.similarities(judged.get(i));
      right += Ranking.rank(similarities, scene.people().get(i)) == 1 ? 1 : 0;
    }
    return right;
  }

  private FaceScore missing(SceneSpec scene, int place, Stage stage) {
    boolean group = scene.people().size() > 1;
    Keypoints.Joints joints = Keypoints.of(pose(scene, place), null, scene.region(place));
    return new FaceScore(
        scene, place, stage, null, false, 0, galleries.size(), -1, group, 1, joints);
  }

  private FaceScore found(
      SceneSpec scene,
      int place,
      Stage stage,
      Face face,
      FaceFeatures judged,
      Skeleton body,
      List<PersonTruth> truth) {
    int person = scene.people().get(place);
    double[] similarities = galleries.similarities(judged);
    PersonTruth right = truth.get(place);
    return new FaceScore(
        scene,
        place,
        stage,
        face.box(),
        FacePlacement.placed(scene.region(place), face.box()),
        similarities[person],
        Ranking.rank(similarities, person),
        Ranking.nearest(similarities),
        Mixing.mixed(similarities, person, scene.people()),
        LandmarkError.of(face.landmarks().points(), right.landmarks().points(), right.faceBox()),
        Keypoints.of(pose(scene, place), body, scene.region(place)));
  }

  private static Skeleton pose(SceneSpec scene, int place) {
    return scene.pose().toPixels(SceneSpec.SIDE, SceneSpec.SIDE).get(place);
  }
}
