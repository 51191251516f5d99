package io.github.fpga.diffusion;

/** A listener asked to stop. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param step steps done, from 1
   * @param total steps asked for
   */
  public CancelledException(int step, int total) {
    super("cancelled after step %d of %d".formatted(step, total));
  }
}
