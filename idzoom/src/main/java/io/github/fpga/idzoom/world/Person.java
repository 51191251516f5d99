package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;

/**
 * Somebody in a scene.
 *
 * @param faceCentre centre of the frontal face box, in scene coordinates
 * @param faceSize square root of the area of the frontal face box, in picture heights; bodies scale
 *     with it, so the same person record with another identity keeps its skeleton below the head
 */
public record Person(Identity identity, Point faceCentre, double faceSize, Nuisance nuisance) {

  /** The face size of an average face in head units. */
  static final double UNITS_PER_FACE = 1.944;

  public Person {
    if (!(faceSize > 0 && faceSize < 4)) {
      throw new IllegalArgumentException(
          "a face size is between 0 and 4 picture heights, got " + faceSize);
    }
  }

  /** Somebody else in the same place and pose. */
  public Person withIdentity(Identity other) {
    return new Person(other, faceCentre, faceSize, nuisance);
  }

  public Person withNuisance(Nuisance other) {
    return new Person(identity, faceCentre, faceSize, other);
  }

  public Person at(Point centre, double size) {
    return new Person(identity, centre, size, nuisance);
  }

  /** Scene units of one head unit of the body. */
  double unit() {
    return faceSize / UNITS_PER_FACE;
  }
}
