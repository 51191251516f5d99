package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.LandmarkDetector;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.faces.micro.MicroPose;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How good face models are on fresh pictures of development people. */
public final class FaceAccuracy {

  private static final long DEVELOPMENT = 800_000_000L;
  private static final double LEAST_VISIBLE = 0.6;
  private static final double LEAST_OVERLAP = 0.5;

  private FaceAccuracy() {}

  /**
   * What a detector found.
   *
   * @param faces true faces looked for
   * @param recall share found with an overlap of at least a half
   * @param falsePerPicture faces found where none is, per picture
   * @param overlap mean intersection over union of the faces found
   * @param pointError mean distance of the five points from the true ones, in face sizes
   */
  public record Detections(
      int faces, double recall, double falsePerPicture, double overlap, double pointError) {}

  /** Random scenes of one to four people who are seen by no recipe, 256x256 pixels. */
  public static List<Rendering> scenes(Shot shot, int count, long seed) {
    List<Rendering> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Identity> people = new ArrayList<>();
      for (int k = 0; k <= i % 4; k++) {
        people.add(Identity.of(DEVELOPMENT + (seed * 1000 + i) * 40 + 7 * k));
      }
      Scene scene = SceneSampler.any().withShot(shot).sample(seed * 1000 + i, people);
      scenes.add(Renderer.render(scene, 256, 256));
    }
    return scenes;
  }

  /**
   * Measures a detector.
   *
   * @param damage done to the pictures first, keeping their geometry
   */
  public static Detections detector(
      FaceDetector detector, List<Rendering> scenes, UnaryOperator<BufferedImage> damage) {
    int faces = 0;
    int found = 0;
    int wrong = 0;
    double overlap = 0;
    double error = 0;
    for (Rendering scene : scenes) {
      List<Detection> left = new ArrayList<>(detector.detect(damage.apply(scene.image())));
      for (PersonTruth person : scene.truth().people()) {
        Detection best = best(left, person.faceBox());
        boolean right = best != null && best.box().iou(person.faceBox()) >= LEAST_OVERLAP;
        if (right) {
          left.remove(best);
        }
        if (person.visibleFraction() >= LEAST_VISIBLE) {
          faces++;
          found += right ? 1 : 0;
          overlap += right ? best.box().iou(person.faceBox()) : 0;
          error += right ? distance(best.five(), person.five()) / size(person.faceBox()) : 0;
        }
      }
      wrong += left.size();
    }
    return new Detections(
        faces,
        (double) found / faces,
        (double) wrong / scenes.size(),
        overlap / found,
        error / found);
  }

  private static Detection best(List<Detection> found, Box box) {
    Detection best = null;
    for (Detection d : found) {
      if (best == null || d.box().iou(box) > best.box().iou(box)) {
        best = d;
      }
    }
    return best;
  }

  /** The mean distance of landmarks from the true ones in face sizes, boxes being the true ones. */
  public static double landmarks(
      LandmarkDetector detector, List<Rendering> scenes, UnaryOperator<BufferedImage> damage) {
    double error = 0;
    int faces = 0;
    for (Rendering scene : scenes) {
      BufferedImage image = damage.apply(scene.image());
      for (PersonTruth person : scene.truth().people()) {
        if (person.visibleFraction() >= LEAST_VISIBLE) {
          Landmarks read = detector.landmarks(image, person.faceBox());
          error += distance(read.points(), person.landmarks().points()) / size(person.faceBox());
          faces++;
        }
      }
    }
    return error / faces;
  }

  /** The share of visible joints found within half a face size, faces being the true ones. */
  public static double pose(MicroPose pose, List<Rendering> scenes) {
    int joints = 0;
    int right = 0;
    for (Rendering scene : scenes) {
      for (PersonTruth person : scene.truth().people()) {
        Skeleton read = pose.skeletons(scene.image(), List.of(person.faceBox())).get(0);
        for (int k = 0; k < Skeleton.COUNT; k++) {
          Skeleton.Joint joint = person.skeleton().joints().get(k);
          Skeleton.Joint guess = read.joints().get(k);
          if (joint.visible()) {
            joints++;
            double off = guess.position().distance(joint.position());
            right += guess.visible() && off <= 0.5 * size(person.faceBox()) ? 1 : 0;
          }
        }
      }
    }
    return (double) right / joints;
  }

  private static double distance(List<Point> a, List<Point> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i).distance(b.get(i));
    }
    return sum / a.size();
  }

  private static double size(Box box) {
    return Math.sqrt(box.area());
  }
}
