package io.github.fpga.cli.world;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A scene of PortraitWorld: a pure function of these values.
 *
 * @param seed of the scene and of the draw of its people
 * @param people how many, 0 for one to four at random
 * @param split whose identities
 * @param shot null for any
 * @param style null for any
 * @param side of the square picture in pixels
 */
public record WorldSpec(
    long seed, int people, IdentitySplit split, Shot shot, Style style, int side) {

  private static final int MOST_PEOPLE = 4;
  private static final int LEAST_SIDE = 32;
  private static final int LARGEST_SIDE = 4096;

  /** Throws IllegalArgumentException for values out of range. */
  public WorldSpec {
    if (people < 0 || people > MOST_PEOPLE) {
      throw new IllegalArgumentException("a scene shows 1 to 4 people, got " + people);
    }
    if (side < LEAST_SIDE || side > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "the side must be from %d to %d pixels, got %d"
              .formatted(LEAST_SIDE, LARGEST_SIDE, side));
    }
  }

  /** The same with another seed. */
  public WorldSpec withSeed(long newSeed) {
    return new WorldSpec(newSeed, people, split, shot, style, side);
  }

  /** The scene. */
  public Scene scene() {
    int count = people > 0 ? people : 1 + new SplittableRandom(seed).nextInt(MOST_PEOPLE);
    List<Identity> identities = People.draw(split, seed, count);
    return SceneSampler.any().withShot(shot).withStyle(style).sample(seed, identities);
  }
}
