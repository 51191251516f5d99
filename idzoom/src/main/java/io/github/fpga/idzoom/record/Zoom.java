package io.github.fpga.idzoom.record;

import java.util.Locale;

/** How close a picture goes (IDZoom's zoom levels). */
public enum Zoom {
  /** The picture as it came. */
  FULL,
  /** The upper half of one person. */
  HALF,
  /** One face. */
  FACE;

  /** The name in files: {@code full}, {@code half} or {@code face}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
