package io.github.fpga.evaluation;

import io.github.fpga.evaluation.suite.Portraits;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws what a generator might make, well or badly; restoring pastes the true faces. */
final class PretendPortraits implements Portraits {

  /** How pictures go wrong. */
  enum Fault {
    NONE,
    /** Everybody in the next one's place. */
    SWAPPED,
    /** The right people, in too few pixels. */
    BLURRED,
    /** An empty scene. */
    NOBODY,
    /** As blurred, and restoring changes a pixel in the corner. */
    LEAKING
  }

  private final Fault fault;
  private final List<Identity> people;
  private final OracleFaces oracle;
  int made;

  PretendPortraits(Fault fault, List<Identity> people, OracleFaces oracle) {
    this.fault = fault;
    this.people = people;
    this.oracle = oracle;
  }

  @Override
  public String checksum() {
    return fault.name();
  }

  @Override
  public Made generate(SceneSpec scene, List<List<Path>> references) {
    made++;
    Rendering drawn = Renderer.render(faulty(scene), SceneSpec.SIDE, SceneSpec.SIDE);
    boolean blurred = fault == Fault.BLURRED || fault == Fault.LEAKING;
    BufferedImage image = blurred ? blurred(drawn.image()) : drawn.image();
    oracle.learn(image, drawn.truth().people());
    return new Made(image, Map.of(), new Timing(2, 1));
  }

  private Scene faulty(SceneSpec scene) {
    return switch (fault) {
      case SWAPPED -> scene.truth().withIdentities(others(scene));
      case NOBODY -> scene.truth().withPeople(List.of());
      default -> scene.truth();
    };
  }

  private List<Identity> others(SceneSpec scene) {
    List<Identity> others = new ArrayList<>();
    scene.people().forEach(p -> others.add(people.get(p)));
    if (others.size() == 1) {
      return List.of(people.get((scene.people().get(0) + 1) % people.size()));
    }
    Collections.rotate(others, 1);
    return others;
  }

  private static BufferedImage blurred(BufferedImage image) {
    int few = SceneSpec.SIDE / 6;
    return Warps.resize(Warps.resize(image, few, few), SceneSpec.SIDE, SceneSpec.SIDE);
  }

  @Override
  public Restored restore(SceneSpec scene, List<List<Path>> references, Path picture) {
    Rendering truth = scene.render();
    int[] pixels = Pictures.pixels(Pictures.read(picture));
    int[] right = Pictures.pixels(truth.image());
    float[] alpha = new float[pixels.length];
    for (PersonTruth person : fault == Fault.NOBODY ? List.<PersonTruth>of() : people(scene)) {
      float[] face =
          Masks.ellipse(person.faceBox().scaled(1.5), SceneSpec.SIDE, SceneSpec.SIDE, 0).alpha();
      for (int i = 0; i < alpha.length; i++) {
        alpha[i] = Math.max(alpha[i], face[i] > 0 ? 1 : 0);
      }
    }
    for (int i = 0; i < alpha.length; i++) {
      pixels[i] = alpha[i] > 0 ? right[i] : pixels[i];
    }
    if (fault == Fault.LEAKING) {
      pixels[0] ^= 7;
    }
    BufferedImage image = Pictures.of(SceneSpec.SIDE, SceneSpec.SIDE, pixels);
    oracle.learn(image, fault == Fault.NOBODY ? List.of() : people(scene));
    Mask mask = new Mask(SceneSpec.SIDE, SceneSpec.SIDE, alpha);
    return new Restored(image, mask, List.of(), Map.of(), new Timing(1, 0.5));
  }

  private static List<PersonTruth> people(SceneSpec scene) {
    return scene.groundTruth().people();
  }

  /** Loses a bit of every channel. */
  @Override
  public BufferedImage roundTrip(BufferedImage picture) {
    int[] pixels = Pictures.pixels(picture);
    List<PersonTruth> people = oracle.people(picture);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xfcfcfc;
    }
    BufferedImage coarse = Pictures.of(picture.getWidth(), picture.getHeight(), pixels);
    oracle.learn(coarse, people);
    return coarse;
  }

  @Override
  public Inverted invert(SceneSpec scene, Path picture) {
    BufferedImage original = Pictures.read(picture);
    return new Inverted(original, roundTrip(original), blurred(original));
  }

  @Override
  public Optional<Inverted> invertFace(SceneSpec scene, Path picture) {
    return scene.index() == 0 ? Optional.empty() : Optional.of(invert(scene, picture));
  }
}
