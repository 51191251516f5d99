package io.github.fpga.pipelines.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How strongly an identity acts, from the noisiest step to the last: linear in the timestep, so
 * that it depends neither on the sampler nor on the number of steps. Little at first leaves the
 * composition to the prompt, little at last leaves the finish to the style.
 *
 * @param first at the noisiest timestep, in [0, 3]: 1 as trained, 0 switches the identity off
 * @param last at timestep 0, likewise
 */
public record IdentityWeight(double first, double last) {

  private static final double STRONGEST = 3;
  private static final String TO = "..";

  /** Throws IllegalArgumentException for a weight out of range. */
  public IdentityWeight {
    require(first);
    require(last);
  }

  private static void require(double weight) {
    if (!(weight >= 0 && weight <= STRONGEST)) {
      throw new IllegalArgumentException(
          "a weight must be in [0, %.0f], got %s".formatted(STRONGEST, weight));
    }
  }

  /** The same in all steps. */
  public static IdentityWeight steady(double weight) {
    return new IdentityWeight(weight, weight);
  }

  /**
   * Reads {@code 0.9} or {@code 0.4..1}, from the first step to the last.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static IdentityWeight parse(String text) {
    int to = text.indexOf(TO);
    return to < 0
        ? steady(number(text))
        : new IdentityWeight(
            number(text.substring(0, to)), number(text.substring(to + TO.length())));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the weight '%s' is not a number, nor two as in 0.4..1".formatted(text), e);
    }
  }

  /** As it stands in requests: a number where it is steady, else a text for {@link #parse}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static IdentityWeight ofJson(Object json) {
    return json instanceof Number number
        ? steady(number.doubleValue())
        : parse(String.valueOf(json));
  }

  @JsonValue
  Object json() {
    return isSteady() ? (Object) first : toString();
  }

  /** Whether it is the same in all steps. */
  public boolean isSteady() {
    return first == last;
  }

  /**
   * The weight in a step.
   *
   * @param noise the step's timestep as a share of the noisiest one, in [0, 1]
   */
  public double at(double noise) {
    return isSteady() ? first : last + (first - last) * noise;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return isSteady() ? Double.toString(first) : first + TO + last;
  }
}
