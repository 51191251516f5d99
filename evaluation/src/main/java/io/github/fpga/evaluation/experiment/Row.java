package io.github.fpga.evaluation.experiment;

import java.util.Objects;

/**
 * One method in a table.
 *
 * @param id the folder of its pictures; rows of one id are the same method
 * @param words its name
 * @param method how it makes pictures
 * @param on the row whose pictures it works on; null for the trial's own input, or none
 * @param family whose networks
 * @param at its place on the axis of a sweep; NaN outside of sweeps
 */
public record Row(String id, String words, Method method, Row on, Family family, double at) {

  private static final String ID = "[a-z0-9][a-z0-9.-]*";

  /** Throws IllegalArgumentException for an id that is no folder name. */
  public Row {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(family, "family");
    if (!id.matches(ID)) {
      throw new IllegalArgumentException("the id of a row is like 'ours-diir', got '" + id + "'");
    }
  }

  /** A row of the measured family that works on the trial's input, or on none. */
  public static Row of(String id, String words, Method method) {
    return new Row(id, words, method, null, Family.MAIN, Double.NaN);
  }

  /** The same under another name. */
  public Row named(String newId, String newWords) {
    return new Row(newId, newWords, method, on, family, at);
  }

  /** The same working on the pictures of another row. */
  public Row on(Row other) {
    return new Row(id, words, method, other, family, at);
  }

  /** The same with other networks. */
  public Row by(Family other) {
    return new Row(id, words, method, on, other, at);
  }

  /** The same at a place of a sweep. */
  public Row at(double place) {
    return new Row(id, words, method, on, family, place);
  }
}
