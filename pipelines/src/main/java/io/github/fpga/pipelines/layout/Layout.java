package io.github.fpga.pipelines.layout;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Regions where none are given, and bodies whose heads fit the regions. Our definition.
 *
 * @param regions one face box per person
 * @param pose at least one body per person; the first ones belong to the people, in their order
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 */
public record Layout(List<Region> regions, Pose pose, int width, int height) {

  /** A head may be this many face sides away from its region. */
  private static final double FARTHEST_HEAD = 1;

  /** Where the soles are in a full body picture, as a share of the height. */
  private static final double GROUND = 0.95;

  /** How much larger than a body its region is. */
  private static final double BODY_REGION = 1.2;

  /** Copies the list. */
  public Layout {
    regions = List.copyOf(regions);
  }

  /** People side by side, all of the same size, and their bodies. */
  public static Layout of(Shot shot, int people, int width, int height) {
    double room = (double) width / Math.max(1, people);
    double side = shot.faceSide(height, room);
    double y =
        switch (shot) {
          case CLOSE_UP -> 0.5 * height;
          case HALF -> 0.36 * height;
          case FULL -> Math.max(0.9 * side, GROUND * height - Body.TO_SOLES * side);
        };
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      regions.add(Region.of(Box.around(new Point((i + 0.5) * room, y), side, side), width, height));
    }
    return of(regions, width, height);
  }

  /** Bodies for given regions: upright, facing us, as much of each as the picture has room for. */
  public static Layout of(List<Region> regions, int width, int height) {
    List<Skeleton> bodies =
        regions.stream().map(region -> Body.around(region.toPixels(width, height))).toList();
    return new Layout(regions, Pose.ofPixels(bodies, width, height), width, height);
  }

  /**
   * Regions for the first bodies of a given pose.
   *
   * @throws IllegalArgumentException where a body's head is not visible or outside the picture
   */
  public static Layout of(Pose pose, int people, int width, int height) {
    List<Region> regions = new ArrayList<>();
    for (Skeleton body : pose.toPixels(width, height).subList(0, people)) {
      Box face = Body.face(body);
      if (!new Box(0, 0, width, height).contains(face.centre())) {
        throw new IllegalArgumentException(
            "the head of body %d of the pose is outside the picture".formatted(regions.size() + 1));
      }
      regions.add(Region.of(face, width, height));
    }
    return new Layout(regions, pose, width, height);
  }

  /**
   * Given regions with a given pose, whose bodies are brought into the order of the regions.
   *
   * @param names of the people, for the message
   * @throws IllegalArgumentException where a region has no head near it
   */
  public static Layout of(
      List<Region> regions, List<String> names, Pose pose, int width, int height) {
    List<Skeleton> left = new ArrayList<>(pose.toPixels(width, height));
    List<Skeleton> ordered = new ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      Box face = regions.get(i).toPixels(width, height);
      Skeleton nearest =
          left.stream()
              .min(Comparator.comparingDouble(body -> Body.headDistance(body, face)))
              .orElseThrow();
      if (Body.headDistance(nearest, face) > FARTHEST_HEAD * Math.sqrt(face.area())) {
        throw new IllegalArgumentException(
            ("no body of the pose has its head in the region %s of %s: move the region, or"
                    + " leave it out to take the pose's")
                .formatted(regions.get(i), names.get(i)));
      }
      left.remove(nearest);
      ordered.add(nearest);
    }
    ordered.addAll(left);
    return new Layout(regions, Pose.ofPixels(ordered, width, height), width, height);
  }

  /** The face box of a person, in pixels. */
  public Box face(int person) {
    return regions.get(person).toPixels(width, height);
  }

  /** A box around a person's whole body, in pixels; it may reach beyond the picture. */
  public Box body(int person) {
    Skeleton skeleton = pose.toPixels(width, height).get(person);
    return Body.extent(skeleton, face(person)).scaled(BODY_REGION);
  }

  /** The skeletons to draw, in pixels: joints outside the picture are not visible. */
  public List<Skeleton> skeletons() {
    Box picture = new Box(0, 0, width, height);
    return pose.toPixels(width, height).stream()
        .map(
            body ->
                new Skeleton(
                    body.joints().stream()
                        .map(
                            joint ->
                                picture.contains(joint.position())
                                    ? joint
                                    : new Skeleton.Joint(joint.position(), 0))
                        .toList()))
        .toList();
  }
}
