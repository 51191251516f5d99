package io.github.fpga.evaluation.suite;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Scenes of a cast for given prompts; a pure function of cast and seed. */
public final class SceneDraw {

  private static final int DEALER = 4;

  private final List<Identity> cast;
  private final long seed;
  private final ScenePlanner planner;

  /**
   * @param cast everybody who may be in a scene
   * @param seed of the draw
   */
  public SceneDraw(List<Identity> cast, long seed) {
    this.cast = List.copyOf(cast);
    this.seed = seed;
    planner = new ScenePlanner(this.cast, seed);
  }

  /**
   * Scenes of one kind. Everybody comes about equally often; a place that a prompt ends with is
   * where its scene plays.
   *
   * @param people how many are in the i-th scene
   * @param prompts the i-th prompt
   */
  public List<SceneSpec> scenes(
      SceneKind kind, int count, IntUnaryOperator people, IntFunction<String> prompts) {
    Deck deck = new Deck(cast.size(), Seeds.of(seed, DEALER, kind.ordinal()));
    List<SceneSpec> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String prompt = prompts.apply(i);
      List<Integer> who = deck.deal(people.applyAsInt(i));
      scenes.add(planner.plan(kind, i, who, place(prompt)).withPrompt(prompt));
    }
    return scenes;
  }

  private static Place place(String prompt) {
    return Arrays.stream(Place.values())
        .filter(place -> prompt.endsWith(place.words()))
        .findFirst()
        .orElse(null);
  }
}
