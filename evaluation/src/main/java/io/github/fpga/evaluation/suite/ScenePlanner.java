package io.github.fpga.evaluation.suite;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.world.Captions;
import io.github.fpga.idzoom.world.GroundTruth;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.Mood;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Place;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.pipelines.layout.Pose;
import io.github.fpga.pipelines.layout.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws scenes. Pose and regions of a generated scene are those of people of the development split
 * standing where the right people are wanted; expressions are neutral, because prompts do not name
 * any. Scenes whose faces have another size than their kind's, or are cut or hidden, are drawn
 * again.
 */
final class ScenePlanner {

  private static final int SIDE = SceneSpec.SIDE;
  private static final int ATTEMPTS = 2000;
  private static final double LEAST_VISIBLE = 0.9;
  private static final double GROUND = 0.95;

  /** From the face's centre to the soles, in face sides. */
  private static final double BODY = 5.1;

  private static final int NOISE = 90;
  private static final int LENDERS = 91;

  private final List<Identity> people;
  private final long seed;

  ScenePlanner(List<Identity> people, long seed) {
    this.people = people;
    this.seed = seed;
  }

  /**
   * A scene of these people.
   *
   * @param who indices of people, from left to right
   */
  SceneSpec plan(SceneKind kind, int index, List<Integer> who) {
    return plan(kind, index, who, null);
  }

  /** The same in a given place; anywhere for null. */
  SceneSpec plan(SceneKind kind, int index, List<Integer> who, Place place) {
    List<Identity> right = who.stream().map(people::get).toList();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long draw = Seeds.of(seed, kind.ordinal(), (long) index * ATTEMPTS + attempt);
      List<Identity> drawn = kind.generated() ? lenders(draw, who.size()) : right;
      Scene scene = sampler(kind, draw).withPlace(place).sample(draw, drawn);
      GroundTruth lent = Renderer.truth(scene, SIDE, SIDE);
      if (fits(kind, lent)) {
        Scene truth = scene.withIdentities(right);
        if (visible(Renderer.truth(truth, SIDE, SIDE))) {
          return spec(kind, index, who, lent, truth);
        }
      }
    }
    throw new IllegalStateException("no %s scene %d in %d draws".formatted(kind, index, ATTEMPTS));
  }

  private static List<Identity> lenders(long draw, int count) {
    return People.draw(IdentitySplit.DEVELOPMENT, Seeds.of(draw, LENDERS, 0), count);
  }

  private static SceneSampler sampler(SceneKind kind, long draw) {
    SceneSampler any = SceneSampler.any().withShot(kind.shot());
    return switch (kind) {
      case CLOSE_UP, FULL_BODY, GROUP -> any.withMood(Mood.NEUTRAL);
      case WORLD_CLOSE_UP -> any;
      case WORLD_SMALL -> any.withFaces(List.of(smallFace(draw)));
    };
  }

  /** Somebody standing alone is drawn smaller as a rule; the feet stay inside. */
  private static Box smallFace(long draw) {
    Random random = new Random(draw);
    double side = (34 + 6 * random.nextDouble()) / SIDE;
    double x = 0.3 + 0.4 * random.nextDouble();
    return Box.around(new Point(x, GROUND - BODY * side), side, side);
  }

  private static boolean fits(SceneKind kind, GroundTruth truth) {
    for (PersonTruth person : truth.people()) {
      Box box = person.faceBox();
      boolean inside =
          box.x() >= 0
              && box.y() >= 0
              && box.x() + box.width() <= SIDE
              && box.y() + box.height() <= SIDE;
      if (!inside || !kind.fits(Math.max(box.width(), box.height()))) {
        return false;
      }
    }
    return visible(truth);
  }

  private static boolean visible(GroundTruth truth) {
    return truth.people().stream().allMatch(person -> person.visibleFraction() >= LEAST_VISIBLE);
  }

  private SceneSpec spec(
      SceneKind kind, int index, List<Integer> who, GroundTruth lent, Scene truth) {
    List<Region> regions = new ArrayList<>();
    List<Skeleton> bodies = new ArrayList<>();
    List<String> clothes = new ArrayList<>();
    for (int i = 0; i < who.size(); i++) {
      regions.add(Region.of(lent.people().get(i).faceBox(), SIDE, SIDE));
      bodies.add(lent.people().get(i).skeleton());
      clothes.add(Captions.clothes(truth.people().get(i).nuisance().outfit()));
    }
    return new SceneSpec(
        kind,
        index,
        who,
        prompt(truth),
        truth.style().words(),
        clothes,
        Pose.ofPixels(bodies, SIDE, SIDE),
        regions,
        Seeds.shortOf(seed, NOISE + kind.ordinal(), index),
        truth);
  }

  /** Shot, number of people and place; the style is named apart. */
  private static String prompt(Scene scene) {
    return Captions.prompt(scene.withStyle(Style.SHADED));
  }
}
