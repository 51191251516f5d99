package io.github.fpga.spark;

import java.io.Serializable;

/**
 * How a rank ended.
 *
 * @param host the machine on which it ran
 * @param code the exit code of its process; from 129 on a signal ended it
 */
record RankEnd(String host, int code) implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SIGNALS = 128;

  boolean well() {
    return code == 0;
  }

  boolean killed() {
    return code > SIGNALS;
  }

  /** What became of it, after its name. */
  String words() {
    return killed()
        ? "on %s was killed by signal %d%s"
            .formatted(
                host, code - SIGNALS, code == SIGNALS + 9 ? ", perhaps for want of memory" : "")
        : "on %s ended with exit code %d, see what it said".formatted(host, code);
  }
}
