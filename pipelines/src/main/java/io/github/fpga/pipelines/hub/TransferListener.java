package io.github.fpga.pipelines.hub;

/** Watches downloads, and may stop them. */
@FunctionalInterface
public interface TransferListener {

  /** Watches nothing. */
  TransferListener NONE = (file, done, total) -> true;

  /**
   * Some of a file is there; called often, also while nothing moves.
   *
   * @param done bytes, those of earlier tries included
   * @param total bytes
   * @return false to stop; what is there is kept for the next time
   */
  boolean onProgress(HubFile file, long done, long total);
}
