package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.damage.DamageKind;
import java.util.Locale;

/**
 * The picture that a trial gives to all its rows.
 *
 * @param name as in file names; empty for no picture
 * @param words as in tables
 * @param source the row that makes it; null for a true render
 * @param damage how every face of it is spoiled; null for not at all
 */
public record Input(String name, String words, Row source, DamageKind damage) {

  /** Rows make pictures from noise. */
  public static final Input NONE = new Input("", "", null, null);

  /** A true render. */
  public static final Input TRUTH = new Input("truth", "true renders", null, null);

  /** A picture that another method made. */
  public static Input of(Row source) {
    return new Input(source.id(), source.words(), source, null);
  }

  /** A true render whose faces are spoiled. */
  public static Input damaged(DamageKind kind) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return new Input(name, "damaged: " + name, null, kind);
  }

  /** The same under another name. */
  public Input named(String newName, String newWords) {
    return new Input(newName, newWords, source, damage);
  }
}
