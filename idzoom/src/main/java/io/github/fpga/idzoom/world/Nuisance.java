package io.github.fpga.idzoom.world;

import io.github.fpga.faces.HeadPose;

/**
 * What changes between pictures of one person, apart from place, style and light, which belong to
 * the whole {@link Scene}.
 *
 * @param head yaw within 45, pitch within 20 and roll within 20 degrees
 */
public record Nuisance(HeadPose head, Expression expression, Outfit outfit, BodyPose body) {

  public static final double MAX_YAW = 45;
  public static final double MAX_PITCH = 20;
  public static final double MAX_ROLL = 20;

  public Nuisance {
    if (Math.abs(head.yaw()) > MAX_YAW
        || Math.abs(head.pitch()) > MAX_PITCH
        || Math.abs(head.roll()) > MAX_ROLL) {
      throw new IllegalArgumentException("a head turns at most 45, 20 and 20 degrees: " + head);
    }
  }

  /**
   * A random nuisance.
   *
   * @param turn scales the head's angles: 0 frontal to 1 full range
   */
  static Nuisance sample(Rng r, double turn) {
    HeadPose head =
        new HeadPose(
            turn * r.bell(-MAX_YAW, MAX_YAW),
            turn * r.bell(-MAX_PITCH, MAX_PITCH),
            turn * r.bell(-MAX_ROLL, MAX_ROLL));
    return new Nuisance(head, Expression.sample(r), Outfit.sample(r), BodyPose.sample(r));
  }
}
