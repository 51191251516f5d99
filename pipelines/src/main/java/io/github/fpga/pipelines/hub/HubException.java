package io.github.fpga.pipelines.hub;

/** A file that the hub does not give, or that cannot be kept: which one, why, and what to do. */
public final class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HubException(String message) {
    super(message);
  }

  public HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
