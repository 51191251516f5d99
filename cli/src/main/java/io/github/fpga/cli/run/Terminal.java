package io.github.fpga.cli.run;

/**
 * What is known of the terminal.
 *
 * @param interactive whether messages are read by a person who waits
 * @param width in characters
 */
public record Terminal(boolean interactive, int width) {

  /** Messages go to a file or another program. */
  public static final Terminal NONE = new Terminal(false, 80);

  private static final int LEAST_WIDTH = 60;
  private static final int LARGEST_WIDTH = 120;

  /** Keeps the width readable. */
  public Terminal {
    width = Math.max(LEAST_WIDTH, Math.min(LARGEST_WIDTH, width));
  }

  /**
   * This process's: the launcher knows (properties {@code fpga.terminal} and {@code fpga.columns}),
   * because Java 17 cannot tell whether standard error is a terminal.
   */
  public static Terminal ofProcess() {
    boolean interactive =
        System.getProperty("fpga.terminal") == null
            ? System.console() != null
            : Boolean.getBoolean("fpga.terminal");
    return new Terminal(interactive, Integer.getInteger("fpga.columns", NONE.width));
  }
}
