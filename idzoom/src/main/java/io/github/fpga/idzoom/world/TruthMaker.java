package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Computes the ground truth of a picture from its scene. */
final class TruthMaker {
  private static final int GRID = 9;

  private final Scene scene;
  private final int width;
  private final int height;
  private final Viewport viewport;
  private final AffineTransform toPixels;

  TruthMaker(Scene scene, int width, int height, Viewport viewport) {
    this.scene = scene;
    this.width = width;
    this.height = height;
    this.viewport = viewport;
    toPixels = viewport.toPixels(width, height);
  }

  /** The drawing order: larger faces are nearer; of equal ones the later is nearer. */
  static int[] backToFront(Scene scene) {
    return IntStream.range(0, scene.people().size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scene.people().get(i).faceSize()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  GroundTruth make() {
    int[] order = backToFront(scene);
    PersonTruth[] people = new PersonTruth[order.length];
    List<Path2D> covers = new ArrayList<>();
    // From the front, so that what covers somebody is known before them.
    for (int k = order.length - 1; k >= 0; k--) {
      Person person = scene.people().get(order[k]);
      HeadGeometry head = new HeadGeometry(person);
      Path2D headMask = headMask(head);
      people[order[k]] = person(person, head, headMask, covers);
      if (k > 0) {
        covers.add(headMask);
        covers.addAll(new BodyGeometry(person).cover());
      }
    }
    return new GroundTruth(
        width,
        height,
        List.of(people),
        Captions.caption(scene),
        scene.style(),
        scene.shot(),
        scene.place());
  }

  private static Path2D headMask(HeadGeometry head) {
    List<Path2D> parts = new ArrayList<>();
    HairShapes hair = new HairShapes(head);
    FaceGeometry face = new FaceGeometry(head);
    parts.add(hair.outlines().skull(0, 0, 0.3));
    parts.addAll(hair.all());
    parts.add(face.skin());
    parts.add(face.mask());
    parts.addAll(new BeardShapes(face).parts());
    parts.addAll(AccessoryPainter.outlines(head));
    if (!hair.coversEars) {
      for (int side = -1; side <= 1; side += 2) {
        if (head.away(side) < 0.45) {
          parts.add(Curves.closed(head.ear(side, 1)));
        }
      }
    }
    return Curves.union(parts);
  }

  private PersonTruth person(
      Person person, HeadGeometry head, Path2D headMask, List<Path2D> covers) {
    FaceGeometry face = new FaceGeometry(head);
    Path2D mask = face.mask();
    List<Point> landmarks = new ArrayList<>();
    for (Point p : face.landmarks().points()) {
      landmarks.add(pixel(p));
    }
    HeadPose pose = person.nuisance().head();
    return new PersonTruth(
        person.identity().seed(),
        Curves.bounds(face.border().stream().map(this::pixel).toList()),
        new Landmarks(landmarks),
        new HeadPose(pose.yaw(), pose.pitch(), pose.roll() - viewport.rotation()),
        skeleton(person, head, face, covers),
        mask.createTransformedShape(toPixels),
        headMask.createTransformedShape(toPixels),
        visible(mask, face.box(), covers));
  }

  private Point pixel(Point scenePoint) {
    Point2D p = toPixels.transform(new Point2D.Double(scenePoint.x(), scenePoint.y()), null);
    return new Point(p.getX(), p.getY());
  }

  private boolean shown(Point p, List<Path2D> covers) {
    Point pixel = pixel(p);
    if (pixel.x() < 0 || pixel.y() < 0 || pixel.x() >= width || pixel.y() >= height) {
      return false;
    }
    for (Path2D cover : covers) {
      if (cover.contains(p.x(), p.y())) {
        return false;
      }
    }
    return true;
  }

  private double visible(Path2D mask, Box r, List<Path2D> covers) {
    int inside = 0;
    int seen = 0;
    for (int i = 0; i < GRID * GRID; i++) {
      double x = r.x() + r.width() * (i % GRID + 0.5) / GRID;
      double y = r.y() + r.height() * (i / GRID + 0.5) / GRID;
      if (mask.contains(x, y)) {
        inside++;
        seen += shown(new Point(x, y), covers) ? 1 : 0;
      }
    }
    return inside == 0 ? 0 : (double) seen / inside;
  }

  private Skeleton skeleton(
      Person person, HeadGeometry head, FaceGeometry face, List<Path2D> covers) {
    BodyGeometry body = new BodyGeometry(person);
    List<Point> five = face.landmarks().five();
    List<Skeleton.Joint> joints = new ArrayList<>();
    joints.add(joint(five.get(2), true, covers));
    for (int i = 1; i <= 13; i++) {
      joints.add(joint(body.coco(i), true, covers));
    }
    joints.add(joint(five.get(0), true, covers));
    joints.add(joint(five.get(1), true, covers));
    for (int side = -1; side <= 1; side += 2) {
      Point ear = head.project(side * 1.02 * head.outline.width(), 0.2, -0.15);
      joints.add(joint(ear, head.away(side) < 0.35, covers));
    }
    return new Skeleton(joints);
  }

  private Skeleton.Joint joint(Point p, boolean facing, List<Path2D> covers) {
    return new Skeleton.Joint(pixel(p), facing && shown(p, covers) ? 1 : 0);
  }
}
