package io.github.fpga.evaluation.judge;

/**
 * Widths of the judge.
 *
 * @param stem channels at 56x56 and 28x28
 * @param width channels of each of the 14x14 tokens
 * @param blocks number of mixer blocks
 * @param flat channels per token read by the last linear map
 * @param dimensions length of the embedding
 */
public record JudgeConfig(int[] stem, int width, int blocks, int flat, int dimensions) {

  /** Tokens per row and column. */
  public static final int GRID = 14;

  public JudgeConfig {
    stem = stem.clone();
    if (stem.length != 2 || blocks < 1) {
      throw new IllegalArgumentException(
          "2 stem widths and at least 1 block expected, got %d and %d"
              .formatted(stem.length, blocks));
    }
  }

  /** The bundled network: 1.5 million parameters. */
  public static JudgeConfig bundled() {
    return new JudgeConfig(new int[] {32, 64}, 128, 4, 32, 160);
  }

  /** A toy for tests. */
  public static JudgeConfig toy() {
    return new JudgeConfig(new int[] {8, 8}, 16, 1, 4, 12);
  }

  @Override
  public int[] stem() {
    return stem.clone();
  }
}
