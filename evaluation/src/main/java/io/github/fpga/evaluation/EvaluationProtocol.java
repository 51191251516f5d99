package io.github.fpga.evaluation;

import io.github.fpga.evaluation.judge.Judge;
import io.github.fpga.idzoom.world.IdentitySplit;
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
 * @param developmentJudge for tuning: development people, judged by this file; null for the
 *     evaluation people and the judge, which nothing may be tuned on
 */
public record EvaluationProtocol(
    int people, int scenes, long seed, Path output, Path developmentJudge) {

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

  /** On evaluation people. */
  public EvaluationProtocol(int people, int scenes, long seed, Path output) {
    this(people, scenes, seed, output, null);
  }

  /** The standard protocol: 50 people, 40 scenes. */
  public static EvaluationProtocol of(long seed, Path output) {
    return new EvaluationProtocol(PEOPLE, SCENES, seed, output);
  }

  /** Whose people. */
  IdentitySplit split() {
    return developmentJudge == null ? IdentitySplit.EVALUATION : IdentitySplit.DEVELOPMENT;
  }

  /** Who judges. */
  Judge judge() {
    return developmentJudge == null ? Judge.load() : Judge.load(developmentJudge);
  }

  /** The command that does the same. */
  public String command() {
    String judge = developmentJudge == null ? "" : " --development " + developmentJudge;
    return "fpga evaluate --people %d --scenes %d --seed %d%s -o %s"
        .formatted(people, scenes, seed, judge, output);
  }
}
