package io.github.fpga.evaluation.suite;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * All that an evaluation asks for, a pure function of its seed.
 *
 * @param people of one split; of every five, two are siblings who share hair, skin, glasses and
 *     beard
 * @param closeUps one person each
 * @param groups two and three people, in turn
 * @param world true renders for the judge's ceilings, {@value #PROBES} close-ups and as many small
 *     faces of each person
 */
public record EvaluationPlan(
    long seed,
    List<Identity> people,
    List<SceneSpec> closeUps,
    List<SceneSpec> groups,
    List<SceneSpec> world) {

  /** True renders of each person per size. */
  public static final int PROBES = 2;

  private static final int PEOPLE = 1;
  private static final int SINGLES = 2;
  private static final int GROUPS = 3;

  /** Copies the lists. */
  public EvaluationPlan {
    people = List.copyOf(people);
    closeUps = List.copyOf(closeUps);
    groups = List.copyOf(groups);
    world = List.copyOf(world);
  }

  /**
   * Draws a plan.
   *
   * @param split whose people
   * @param people how many people, at least 3
   * @param scenes how many group scenes, and as many close-ups
   */
  public static EvaluationPlan of(IdentitySplit split, int people, int scenes, long seed) {
    List<Identity> cast = People.draw(split, Seeds.of(seed, PEOPLE, 0), people);
    ScenePlanner planner = new ScenePlanner(cast, Seeds.of(seed, PEOPLE, 1));
    Deck singles = new Deck(people, Seeds.of(seed, SINGLES, 0));
    Deck groups = new Deck(people, Seeds.of(seed, GROUPS, 0));
    List<SceneSpec> world = new ArrayList<>();
    for (SceneKind kind : List.of(SceneKind.WORLD_CLOSE_UP, SceneKind.WORLD_SMALL)) {
      world.addAll(specs(people * PROBES, i -> planner.plan(kind, i, List.of(i % people))));
    }
    return new EvaluationPlan(
        seed,
        cast,
        specs(scenes, i -> planner.plan(SceneKind.CLOSE_UP, i, singles.deal(1))),
        specs(scenes, i -> planner.plan(SceneKind.GROUP, i, groups.deal(2 + i % 2))),
        world);
  }

  private static List<SceneSpec> specs(int count, IntFunction<SceneSpec> plan) {
    List<SceneSpec> specs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      specs.add(plan.apply(i));
    }
    return specs;
  }

  /** The scenes that pictures are generated for: close-ups, then groups. */
  public List<SceneSpec> generated() {
    return Stream.concat(closeUps.stream(), groups.stream()).toList();
  }
}
