package io.github.fpga.evaluation.suite;

import io.github.fpga.faces.Box;
import io.github.fpga.idzoom.world.GroundTruth;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.pipelines.layout.Pose;
import io.github.fpga.pipelines.layout.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture that is asked for.
 *
 * @param index from 0 within its kind
 * @param people indices into the evaluation's people, one per region
 * @param prompt shot, number of people and place
 * @param style words of the style, empty for the plain one
 * @param clothes one prompt per person, clothes only
 * @param pose bodies of other people
 * @param regions face boxes of other people, in the order of the people
 * @param seed of the noise
 * @param truth the same scene with the right people in it: never shown to a generator
 */
public record SceneSpec(
    SceneKind kind,
    int index,
    List<Integer> people,
    String prompt,
    String style,
    List<String> clothes,
    Pose pose,
    List<Region> regions,
    long seed,
    Scene truth) {

  /** Width and height of all pictures, in pixels. */
  public static final int SIDE = MicroFamily.PICTURE_SIDE;

  private static final int NOISE = 92;

  /** Copies the lists. */
  public SceneSpec {
    people = List.copyOf(people);
    clothes = List.copyOf(clothes);
    regions = List.copyOf(regions);
  }

  /** The same words but for the prompt. */
  public SceneSpec withPrompt(String newPrompt) {
    return new SceneSpec(
        kind, index, people, newPrompt, style, clothes, pose, regions, seed, truth);
  }

  /** The same scene with other noise, the same for a number. */
  public SceneSpec withNoise(long number) {
    long noise = Seeds.shortOf(seed, NOISE, number);
    return new SceneSpec(kind, index, people, prompt, style, clothes, pose, regions, noise, truth);
  }

  /** The same scene in another style. */
  public SceneSpec withStyle(Style other) {
    Scene drawn = truth.withStyle(other);
    String words = other.words();
    return new SceneSpec(kind, index, people, prompt, words, clothes, pose, regions, seed, drawn);
  }

  /**
   * The same scene with somebody else in one place.
   *
   * @param person index of the newcomer among the evaluation's people
   * @param identity the newcomer
   */
  public SceneSpec withPerson(int place, int person, Identity identity) {
    List<Integer> others = new ArrayList<>(people);
    others.set(place, person);
    Scene drawn = truth.withIdentity(place, identity);
    return new SceneSpec(kind, index, others, prompt, style, clothes, pose, regions, seed, drawn);
  }

  /** As in {@code group/07}: the folder of the pictures. */
  public String id() {
    return String.format(Locale.ROOT, "%s/%02d", kind.folder(), index);
  }

  /** The face box asked for, in pixels. */
  public Box region(int place) {
    return regions.get(place).toPixels(SIDE, SIDE);
  }

  /** The true render of the right people. */
  public Rendering render() {
    return Renderer.render(truth, SIDE, SIDE);
  }

  /** What is true of {@link #render()}. */
  public GroundTruth groundTruth() {
    return Renderer.truth(truth, SIDE, SIDE);
  }

  /** All that a generator is told, as one line: equal lines ask for equal pictures. */
  public String asked() {
    return String.join(
        "|",
        id(),
        prompt,
        style,
        clothes.toString(),
        regions.toString(),
        pose.toString(),
        Long.toString(seed));
  }
}
