package io.github.fpga.evaluation.protocol;

import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.idzoom.world.Captions;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Scenes of one kind.
 *
 * @param kind a kind that pictures are generated for
 * @param count how many, 1 to {@value #MOST}
 * @param people how many people are in a scene, in turn; 1 to 4 each
 * @param prompts what is asked for, in turn; each holds {@value #PEOPLE} once, where the number of
 *     people goes, and names nothing of anybody's looks
 */
public record SceneSet(SceneKind kind, int count, List<Integer> people, List<String> prompts) {

  /** Stands for the number of people in words. */
  public static final String PEOPLE = "{people}";

  private static final int MOST = 1000;
  private static final int MOST_PEOPLE = 4;

  /** Throws IllegalArgumentException for values out of range. */
  public SceneSet {
    Objects.requireNonNull(kind, "kind");
    if (!kind.generated()) {
      throw new IllegalArgumentException("no pictures are generated for scenes of kind " + kind);
    }
    Range.require("scenes.count", count, 1, MOST);
    people = List.copyOf(people);
    prompts = List.copyOf(prompts);
    if (people.isEmpty() || prompts.isEmpty()) {
      throw new IllegalArgumentException(
          "scenes need numbers of people and prompts, got %s and %s".formatted(people, prompts));
    }
    people.forEach(number -> Range.require("scenes.people", number, 1, MOST_PEOPLE));
    for (String prompt : prompts) {
      if (prompt.split(Pattern.quote(PEOPLE), -1).length != 2) {
        throw new IllegalArgumentException(
            "a prompt must hold %s once, got '%s'".formatted(PEOPLE, prompt));
      }
    }
  }

  /** How many people are in a scene, from 0. */
  public int people(int scene) {
    return people.get(scene % people.size());
  }

  /** The prompt of a scene, from 0. */
  public String prompt(int scene) {
    return prompts.get(scene % prompts.size()).replace(PEOPLE, Captions.count(people(scene)));
  }
}
