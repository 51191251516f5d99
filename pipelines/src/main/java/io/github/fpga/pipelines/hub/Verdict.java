package io.github.fpga.pipelines.hub;

/**
 * What became of checking a file of the cache.
 *
 * @param detail what is wrong, or why it cannot be told; empty where all is well
 */
public record Verdict(State state, String detail) {

  /** How a file is. */
  public enum State {
    /** Hashed, and what it shall be. */
    GOOD,
    /** Here, but nothing says what it shall hash to. */
    UNCHECKED,
    MISSING,
    DAMAGED
  }

  /** Whether the file can be used. */
  public boolean usable() {
    return state == State.GOOD || state == State.UNCHECKED;
  }
}
