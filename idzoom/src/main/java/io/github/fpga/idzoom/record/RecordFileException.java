package io.github.fpga.idzoom.record;

/** A file of records that cannot be used: which file, where in it, and what is wrong. */
public final class RecordFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordFileException(String message) {
    super(message);
  }

  public RecordFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
