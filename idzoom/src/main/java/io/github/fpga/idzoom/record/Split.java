package io.github.fpga.idzoom.record;

import java.util.Locale;

/** What a picture may be used for; nobody appears in two splits. */
public enum Split {
  TRAIN,
  /** For tuning. */
  DEVELOPMENT,
  /** For final measurements only. */
  EVALUATION;

  /** The name in files: {@code train}, {@code development} or {@code evaluation}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
