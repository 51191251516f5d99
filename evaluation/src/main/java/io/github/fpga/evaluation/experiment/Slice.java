package io.github.fpga.evaluation.experiment;

import java.util.function.Predicate;

/**
 * A part of the faces of a table.
 *
 * @param id its part of the keys of figures
 * @param words its heading
 * @param holds which faces belong to it
 */
public record Slice(String id, String words, Predicate<FaceResult> holds) {

  /** Everybody. */
  public static final Slice ALL = new Slice("all", "All faces", face -> true);
}
