package io.github.fpga.evaluation.metrics;

import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.evaluation.suite.Stage;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Rendering;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Looks at pictures of scenes. */
public final class Scorer {

  /** Of a face in the picture: where it is, whom it resembles, and how it stands. */
  private record Seen(Face face, FaceFeatures judged, double[] similarities, Skeleton body) {}

  private final Instruments instruments;
  private final Galleries galleries;
  private final Map<String, List<float[]>> truths = new ConcurrentHashMap<>();

  public Scorer(Instruments instruments, Galleries galleries) {
    this.instruments = instruments;
    this.galleries = galleries;
  }

  /** One score per person of the scene, in their order. */
  public List<FaceScore> score(SceneSpec scene, Stage stage, BufferedImage image) {
    List<Face> faces = instruments.faces().analyze(image);
    List<FaceFeatures> judged = instruments.judge(image, faces);
    List<double[]> similarities = judged.stream().map(galleries::similarities).toList();
    int[] of = FacePlacement.assign(regions(scene), faces.stream().map(Face::box).toList());
    List<Box> mine =
        Arrays.stream(of).filter(f -> f >= 0).mapToObj(f -> faces.get(f).box()).toList();
    Iterator<Skeleton> bodies = instruments.poses().skeletons(image, mine).iterator();
    List<FaceScore> scores = new ArrayList<>();
    for (int place = 0; place < of.length; place++) {
      int person = scene.people().get(place);
      double confidence =
          IdentityConfidence.of(similarities.stream().mapToDouble(s -> s[person]).toArray())
              .orElse(0);
      if (of[place] < 0) {
        scores.add(missing(scene, place, stage, confidence));
      } else {
        int f = of[place];
        Seen seen = new Seen(faces.get(f), judged.get(f), similarities.get(f), bodies.next());
        scores.add(found(scene, place, stage, seen, confidence));
      }
    }
    return scores;
  }

  private static List<Box> regions(SceneSpec scene) {
    return IntStream.range(0, scene.regions().size()).mapToObj(scene::region).toList();
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

  private FaceScore missing(SceneSpec scene, int place, Stage stage, double confidence) {
    boolean group = scene.people().size() > 1;
    Keypoints.Joints joints = Keypoints.of(pose(scene, place), null, scene.region(place));
    return new FaceScore(
        scene,
        place,
        stage,
        null,
        false,
        0,
        galleries.size(),
        -1,
        group,
        confidence,
        Double.NaN,
        1,
        joints);
  }

  private FaceScore found(SceneSpec scene, int place, Stage stage, Seen seen, double confidence) {
    int person = scene.people().get(place);
    double[] similarities = seen.similarities();
    Face face = seen.face();
    PersonTruth right = scene.groundTruth().people().get(place);
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
        confidence,
        copyPaste(scene, place, seen.judged()),
        LandmarkError.of(face.landmarks().points(), right.landmarks().points(), right.faceBox()),
        Keypoints.of(pose(scene, place), seen.body(), scene.region(place)));
  }

  private double copyPaste(SceneSpec scene, int place, FaceFeatures judged) {
    if (!scene.kind().generated()) {
      return Double.NaN;
    }
    float[] truth = truths.computeIfAbsent(scene.id(), id -> truths(scene)).get(place);
    List<float[]> references = galleries.references(scene.people().get(place));
    return CopyPaste.ofNearest(judged.global(), truth, references);
  }

  /** The people of the true render by their true landmarks: no detector can lose them. */
  private List<float[]> truths(SceneSpec scene) {
    Rendering truth = scene.render();
    List<List<Point>> fives = truth.truth().people().stream().map(PersonTruth::five).toList();
    return instruments.judgeAligned(truth.image(), fives).stream()
        .map(FaceFeatures::global)
        .toList();
  }

  private static Skeleton pose(SceneSpec scene, int place) {
    return scene.pose().toPixels(SceneSpec.SIDE, SceneSpec.SIDE).get(place);
  }
}
