package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.protocol.Protocol;
import io.github.fpga.evaluation.protocol.SceneSet;
import io.github.fpga.evaluation.suite.ReferencePictures.Album;
import io.github.fpga.evaluation.suite.SceneDraw;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.idzoom.world.Identity;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a protocol asks for, a pure function of it.
 *
 * @param people everybody
 * @param scenes in the protocol's order, without a protocol's seed in their noise
 */
public record Plan(Protocol protocol, List<Identity> people, List<SceneSpec> scenes) {

  /** Copies the lists. */
  public Plan {
    people = List.copyOf(people);
    scenes = List.copyOf(scenes);
  }

  /** Draws people and scenes. */
  public static Plan of(Protocol protocol) {
    List<Identity> people = protocol.people().people();
    SceneDraw draw = new SceneDraw(people, protocol.people().seed());
    List<SceneSpec> scenes = new ArrayList<>();
    for (SceneSet set : protocol.scenes()) {
      scenes.addAll(draw.scenes(set.kind(), set.count(), set::people, set::prompt));
    }
    return new Plan(protocol, people, scenes);
  }

  /** Every scene with every seed of the protocol. */
  public List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (SceneSpec scene : scenes) {
      for (long number : protocol.seeds()) {
        trials.add(Trial.of(scene.withNoise(number), number));
      }
    }
    return trials;
  }

  /** Whose reference pictures there are. */
  public Album album() {
    return new Album(
        people,
        protocol.people().seed(),
        protocol.people().references(),
        protocol.people().gallery());
  }
}
