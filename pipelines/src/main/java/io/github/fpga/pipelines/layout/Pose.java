package io.github.fpga.pipelines.layout;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Skeleton;
import java.util.List;

/**
 * The bodies of a picture.
 *
 * @param people one COCO-18 skeleton per person, joints in fractions of the picture's width and
 *     height; joints may lie outside the picture
 */
public record Pose(List<Skeleton> people) {

  /** Copies the list. */
  public Pose {
    people = List.copyOf(people);
  }

  /** The skeletons in the pixels of a picture. */
  public List<Skeleton> toPixels(int width, int height) {
    Affine scaling = Affine.scaling(width, height);
    return people.stream().map(scaling::apply).toList();
  }

  /** The pose of skeletons given in pixels. */
  public static Pose ofPixels(List<Skeleton> skeletons, int width, int height) {
    Affine scaling = Affine.scaling(1.0 / width, 1.0 / height);
    return new Pose(skeletons.stream().map(scaling::apply).toList());
  }
}
