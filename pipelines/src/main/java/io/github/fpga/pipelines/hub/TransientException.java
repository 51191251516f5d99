package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.time.Duration;

/** What may well work at the next try: a broken connection, a busy server. */
final class TransientException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Duration retryAfter;
  private final boolean progressed;

  /**
   * @param retryAfter how long the server asks to wait, or null
   * @param progressed whether this try brought the work further
   */
  TransientException(String message, Duration retryAfter, boolean progressed, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
    this.progressed = progressed;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  boolean progressed() {
    return progressed;
  }
}
