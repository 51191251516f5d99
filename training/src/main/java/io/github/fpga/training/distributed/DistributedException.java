package io.github.fpga.training.distributed;

/** Another rank cannot be reached, has ended, or does not answer in time; the run is over. */
public final class DistributedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DistributedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What libtorch says first, without its source files and its stack. */
  static String shortened(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse("").replaceFirst("^\\[[^\\]]*:\\d+\\] ", "");
  }
}
