package io.github.fpga.evaluation;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What to evaluate.
 *
 * @param people how many people the galleries hold, {@value #LEAST_PEOPLE} to {@value #MOST}
 * @param scenes how many group scenes (two and three people, in turn), and as many close-ups, 1 to
 *     {@value #MOST}
 * @param seed of people, scenes and noise
 * @param output the folder for everything; a run that was broken off there goes on
 */
public record EvaluationProtocol(int people, int scenes, long seed, Path output) {

  /** People in the standard protocol. */
  public static final int PEOPLE = 50;

  /** Group scenes in the standard protocol. */
  public static final int SCENES = 40;

  private static final int LEAST_PEOPLE = 4;
  private static final int MOST = 1000;

  /** Throws IllegalArgumentException for numbers out of range. */
  public EvaluationProtocol {
    Objects.requireNonNull(output, "output");
    require("people", people, LEAST_PEOPLE);
    require("scenes", scenes, 1);
    if (output.toString().contains(",")) {
      // Commas separate the reference files of a person.
      throw new IllegalArgumentException(
          "the name of the folder may not contain a comma: " + output);
    }
  }

  private static void require(String name, int value, int least) {
    if (value < least || value > MOST) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, got %d".formatted(name, least, MOST, value));
    }
  }

  /** The standard protocol: 50 people, 40 scenes. */
  public static EvaluationProtocol of(long seed, Path output) {
    return new EvaluationProtocol(PEOPLE, SCENES, seed, output);
  }

  /** The command that does the same. */
  public String command() {
    return "fpga evaluate --people %d --scenes %d --seed %d -o %s"
        .formatted(people, scenes, seed, output);
  }
}
