package io.github.fpga.pipelines.layout;

import java.util.Locale;

/** How much of people a picture shows; face sizes are in shares of the picture's height. */
public enum Shot {
  /** A face of up to 0.46. */
  CLOSE_UP(0.46, 0.7),
  /** To the hips, a face of up to 0.24. */
  HALF(0.24, 0.5),
  /** From head to feet, a face of up to 0.13. */
  FULL(0.13, 0.42);

  private final double face;
  private final double ofRoom;

  Shot(double face, double ofRoom) {
    this.face = face;
    this.ofRoom = ofRoom;
  }

  /**
   * What a prompt asks for ("close up", "full body"); otherwise up to three people to the hips,
   * more from head to feet.
   */
  public static Shot of(String prompt, int people) {
    String text = prompt.toLowerCase(Locale.ROOT).replace('-', ' ');
    if (text.contains("full body")) {
      return FULL;
    }
    if (text.contains("close up") && people <= 1) {
      return CLOSE_UP;
    }
    return people <= 3 ? HALF : FULL;
  }

  /**
   * The side of a face in pixels.
   *
   * @param room the width there is for one person
   */
  double faceSide(double pictureHeight, double room) {
    return Math.min(face * pictureHeight, ofRoom * room);
  }
}
