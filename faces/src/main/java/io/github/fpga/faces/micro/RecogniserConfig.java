package io.github.fpga.faces.micro;

/**
 * Widths of the micro recogniser.
 *
 * @param stem channels at 56x56
 * @param channels channels at 28x28, 14x14 and 7x7, multiples of 8
 * @param localChannels channels of the local tokens
 * @param dimensions length of the global embedding
 */
public record RecogniserConfig(int stem, int[] channels, int localChannels, int dimensions) {

  /** Side of the feature map that gives the local tokens. */
  public static final int GRID = 7;

  public RecogniserConfig {
    channels = channels.clone();
    if (channels.length != 3) {
      throw new IllegalArgumentException("3 stages expected, got " + channels.length);
    }
  }

  /** The bundled network: 1.4 million parameters. */
  public static RecogniserConfig micro() {
    return new RecogniserConfig(32, new int[] {48, 96, 160}, 96, 128);
  }

  /** A toy for tests. */
  public static RecogniserConfig toy() {
    return new RecogniserConfig(8, new int[] {8, 16, 16}, 8, 16);
  }

  @Override
  public int[] channels() {
    return channels.clone();
  }
}
