package io.github.fpga.evaluation.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Every metric by its key, with its version: whoever changes what a metric computes raises its
 * version, so that figures of different definitions are never compared. Formula and source in full
 * are in the class that computes it and in {@code docs/metrics.md}.
 */
public enum Metric {
  SIMILARITY("similarity", 1, "Similarity to the right person", Unit.NUMBER, Better.HIGHER, -1, 1),
  RANK1("rank1", 1, "Rank-1 among all people", Unit.SHARE, Better.HIGHER, 0, 1),
  MIXING("mixing", 1, "Mixed up with another in the picture", Unit.SHARE, Better.LOWER, 0, 1),
  CONFIDENCE("confidence", 1, "Identity confidence (ID-Conf)", Unit.NUMBER, Better.HIGHER, 0, 1),
  COPY_PASTE("copyPaste", 1, "Copy-paste score", Unit.NUMBER, Better.LOWER, -1, 1),
  PLACED("placed", 1, "Placed", Unit.SHARE, Better.HIGHER, 0, 1),
  MISSING("missing", 1, "Not found", Unit.SHARE, Better.LOWER, 0, 1),
  NME("nme", 1, "Landmark error (NME)", Unit.NUMBER, Better.LOWER, 0, 1),
  PCK("pck", 1, "Joints in place (PCK)", Unit.SHARE, Better.HIGHER, 0, 1),
  PSNR("psnr", 1, "PSNR in dB", Unit.DECIBEL, Better.HIGHER, 0, Psnr.MOST),
  SSIM("ssim", 1, "SSIM", Unit.NUMBER, Better.HIGHER, -1, 1),
  SEAM("seam", 1, "Seam along the mask's border, in levels", Unit.LEVELS, Better.LOWER, -255, 255),
  OUTSIDE("outside", 1, "Largest change outside the mask", Unit.LEVELS, Better.LOWER, 0, 255),
  AGREEMENT(
      "agreement", 1, "Crop as before around the face, PSNR", Unit.DECIBEL, Better.HIGHER, 0, 100),
  STYLE("style", 2, "Style kept", Unit.SHARE, Better.HIGHER, 0, 1),
  WORSE("worse", 1, "Made worse", Unit.SHARE, Better.LOWER, 0, 1),
  REFUSED("refused", 1, "Refused by the gate", Unit.SHARE, Better.LOWER, 0, 1),
  OLD_PERSON("oldPerson", 1, "Rank-1 to the old person", Unit.SHARE, Better.LOWER, 0, 1);

  /** How values are told. */
  public enum Unit {
    /** A share, told in percent. */
    SHARE,
    /** A plain number with three decimals. */
    NUMBER,
    /** Decibels. */
    DECIBEL,
    /** Levels of 0 to 255. */
    LEVELS
  }

  /** Which way is good. */
  public enum Better {
    /** Higher values are better. */
    HIGHER,
    /** Lower values are better. */
    LOWER
  }

  private final String key;
  private final int version;
  private final String words;
  private final Unit unit;
  private final Better better;
  private final double low;
  private final double high;

  Metric(String key, int version, String words, Unit unit, Better better, double low, double high) {
    this.key = key;
    this.version = version;
    this.words = words;
    this.unit = unit;
    this.better = better;
    this.low = low;
    this.high = high;
  }

  /**
   * The metric of a key.
   *
   * @throws IllegalArgumentException for another key, with the known ones
   */
  public static Metric byKey(String key) {
    return Arrays.stream(values())
        .filter(metric -> metric.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown metric '%s', known: %s"
                        .formatted(
                            key,
                            Arrays.stream(values())
                                .map(Metric::key)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its part of the keys of figures. */
  public String key() {
    return key;
  }

  /** Raised whenever it computes something else. */
  public int version() {
    return version;
  }

  /** Its name in tables. */
  public String words() {
    return words;
  }

  public Unit unit() {
    return unit;
  }

  public Better better() {
    return better;
  }

  /** The lowest possible value. */
  public double low() {
    return low;
  }

  /** The highest possible value. */
  public double high() {
    return high;
  }
}
