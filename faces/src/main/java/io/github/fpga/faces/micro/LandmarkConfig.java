package io.github.fpga.faces.micro;

/**
 * Widths of the micro landmark network.
 *
 * @param channels channels at 32x32, 16x16 and 8x8, the last two multiples of 8
 * @param flat channels read by the last linear map
 */
public record LandmarkConfig(int[] channels, int flat) {

  /** Side of the face crop in pixels. */
  public static final int SIDE = 64;

  /** Side of the face crop in longer sides of the face box. */
  public static final double FACTOR = 1.4;

  public LandmarkConfig {
    channels = channels.clone();
    if (channels.length != 3) {
      throw new IllegalArgumentException("3 widths expected, got " + channels.length);
    }
  }

  /** The bundled network. */
  public static LandmarkConfig micro() {
    return new LandmarkConfig(new int[] {32, 64, 128}, 64);
  }

  /** A toy for tests. */
  public static LandmarkConfig toy() {
    return new LandmarkConfig(new int[] {8, 16, 16}, 8);
  }

  @Override
  public int[] channels() {
    return channels.clone();
  }
}
