package io.github.fpga.pipelines.generate;

import io.github.fpga.pipelines.diir.InputPicture;
import java.util.Objects;

/**
 * A picture to be painted over: all of it (img2img), or a part (inpainting).
 *
 * @param picture scaled to the portrait's size where it has another
 * @param mask white where the picture is painted anew, black where it stays bit-identical, between
 *     where both blend; scaled likewise; null for everywhere
 * @param strength share of the sampling's steps, in (0, 1]: 1 begins from noise alone
 * @param portrait what is painted; its count must be 1
 */
public record RepaintRequest(
    InputPicture picture, InputPicture mask, double strength, GenerateRequest portrait) {

  /** Throws IllegalArgumentException for values out of range. */
  public RepaintRequest {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(portrait, "portrait");
    if (!(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be in (0, 1], got " + strength);
    }
    if (portrait.count() != 1) {
      throw new IllegalArgumentException(
          "one picture is painted over at a time, got a count of " + portrait.count());
    }
  }
}
