package io.github.fpga.faces.drawing;

/**
 * How thick control drawings are, in pixels.
 *
 * @param stickWidth half the width of a limb, at least 1
 * @param jointRadius the radius of a joint's disc, at least 1
 */
public record Brush(int stickWidth, int jointRadius) {

  /** controlnet_aux for bodies, whatever the picture's size. */
  public static final Brush OPENPOSE = new Brush(4, 4);

  /** InstantID for five face points. */
  public static final Brush INSTANTID = new Brush(4, 10);

  public Brush {
    if (stickWidth < 1 || jointRadius < 1) {
      throw new IllegalArgumentException(
          "stick width and joint radius must be at least 1, got %d and %d"
              .formatted(stickWidth, jointRadius));
    }
  }

  /** This brush, meant for 512 pixels, for pictures whose shorter side is another. */
  public Brush forSide(int side) {
    return new Brush(scaled(stickWidth, side), scaled(jointRadius, side));
  }

  private static int scaled(int width, int side) {
    return (int) Math.max(1, Math.round(width * side / 512.0));
  }
}
