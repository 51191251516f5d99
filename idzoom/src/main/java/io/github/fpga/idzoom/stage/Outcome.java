package io.github.fpga.idzoom.stage;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a stage says of one input. */
public sealed interface Outcome<T> {

  /** It goes on, as this value. */
  record Kept<T>(T value) implements Outcome<T> {}

  /**
   * It does not.
   *
   * @param detail the values that decided, such as {@code face 2: 31.5 px of 40}
   */
  record Rejected<T>(Reason reason, String detail) implements Outcome<T> {}

  static <T> Outcome<T> kept(T value) {
    return new Kept<>(value);
  }

  static <T> Outcome<T> rejected(Reason reason, String detail, Object... values) {
    return new Rejected<>(reason, String.format(Locale.ROOT, detail, values));
  }

  /** What a further stage says of the value; a rejection stays. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> stage) {
    if (this instanceof Kept<T> kept) {
      return stage.apply(kept.value());
    }
    Rejected<T> rejected = (Rejected<T>) this;
    return new Rejected<>(rejected.reason(), rejected.detail());
  }

  /** The value, if it was kept. */
  default Optional<T> toOptional() {
    return this instanceof Kept<T> kept ? Optional.of(kept.value()) : Optional.empty();
  }
}
