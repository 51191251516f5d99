package io.github.fpga.pipelines.sets;

/** A set's file that cannot be read as one: the place in it, and what is expected there. */
final class SetSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SetSyntaxException(String message) {
    super(message);
  }
}
