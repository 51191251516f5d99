package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.suite.SceneSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What every row of a table gets, the same for all.
 *
 * @param scene what is wanted, with its noise; scored against its people
 * @param number of the noise among the protocol's seeds
 * @param shown the scene of the input picture; the same but for swaps
 * @param input the picture to work on
 * @param place whose face is swapped, from 0; -1 where all faces count
 */
public record Trial(SceneSpec scene, long number, SceneSpec shown, Input input, int place) {

  /** A picture from noise. */
  public static Trial of(SceneSpec scene, long number) {
    return new Trial(scene, number, scene, Input.NONE, -1);
  }

  /** The same scene and noise with a picture to work on. */
  public Trial with(Input other) {
    return new Trial(scene, number, shown, other, place);
  }

  /** As in {@code group/07-s1-blur}: the name of its pictures below a row's folder. */
  public String id() {
    String kind = input.name().isEmpty() ? "" : "-" + input.name();
    return shown.id() + "-s" + number + kind;
  }

  /** The trial that made the input, for inputs of other rows. */
  Trial source() {
    return of(shown, number);
  }

  /** The people who count, by their places. */
  List<Integer> places() {
    return place >= 0 ? List.of(place) : IntStream.range(0, scene.people().size()).boxed().toList();
  }

  /** Who was in the place of the swapped face before, -1 for nobody. */
  int oldPerson() {
    return place < 0 ? -1 : shown.people().get(place);
  }

  /** All that a method is told and shown, as one line. */
  String asked() {
    return String.join(
        "|",
        scene.asked(),
        scene.people().toString(),
        Long.toString(scene.truth().seed()),
        shown.people().toString(),
        id(),
        Integer.toString(place));
  }
}
