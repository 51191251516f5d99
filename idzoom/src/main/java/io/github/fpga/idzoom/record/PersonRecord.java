package io.github.fpga.idzoom.record;

import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.OptionalInt;

/**
 * Somebody in a picture.
 *
 * @param skeleton COCO-18 in pixels of the picture, finite, scores in [0, 1]
 * @param score how sure the pose estimator is of the person, in [0, 1]
 * @param face the index of the person's face among the picture's faces, where it was found
 */
public record PersonRecord(Skeleton skeleton, double score, OptionalInt face) {

  public PersonRecord {
    Checks.unit("a person's score", score);
    for (Skeleton.Joint joint : skeleton.joints()) {
      Point p = joint.position();
      Checks.finite("a joint", p.x(), p.y());
      Checks.unit("a joint's score", joint.score());
    }
    if (face.isPresent() && face.getAsInt() < 0) {
      throw new IllegalArgumentException("a face's index is not negative: " + face.getAsInt());
    }
  }
}
