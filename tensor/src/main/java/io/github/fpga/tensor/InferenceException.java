package io.github.fpga.tensor;

/** A failure inside the engine, with the name of the stage it happened in. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InferenceException(String stage, Throwable cause) {
    super("%s failed: %s".formatted(stage, firstLine(cause)), cause);
  }

  /** libtorch appends a C++ stack trace to its messages; users need the first line only. */
  private static String firstLine(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
