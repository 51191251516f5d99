package io.github.fpga.faces.micro;

/**
 * Widths of the micro detector: channels after each halving, from 1/2 to 1/32 of the picture; the
 * last three are multiples of 8.
 */
public record DetectorConfig(int[] channels) {

  /** Pixels between the cells that may hold a face. */
  public static final int STRIDE = 8;

  /** Sides of the input are multiples of this. */
  public static final int MULTIPLE = 32;

  /** Values per cell: a score, two offsets, two sizes and five points. */
  public static final int OUTPUTS = 15;

  public DetectorConfig {
    channels = channels.clone();
    if (channels.length != 5) {
      throw new IllegalArgumentException("5 widths expected, got " + channels.length);
    }
  }

  /** The bundled network. */
  public static DetectorConfig micro() {
    return new DetectorConfig(new int[] {16, 32, 64, 96, 128});
  }

  /** A toy for tests. */
  public static DetectorConfig toy() {
    return new DetectorConfig(new int[] {8, 8, 16, 16, 16});
  }

  @Override
  public int[] channels() {
    return channels.clone();
  }
}
