package io.github.fpga.training.data;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws scenes of training identities; a pure function of seed and index. */
public final class WorldScenes {

  private static final long TRAIN_IDENTITIES = 800_000_000L;

  private WorldScenes() {}

  /** A generator that belongs to one sample. */
  public static RandomGenerator random(long seed, long index) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_000_007L + index);
  }

  /** A new training identity. */
  public static Identity identity(RandomGenerator random) {
    return Identity.of(random.nextLong(TRAIN_IDENTITIES));
  }

  /** A scene of one to four people; single people are the most common. */
  public static Scene scene(RandomGenerator random) {
    double u = random.nextDouble();
    return scene(random, u < 0.5 ? 1 : u < 0.75 ? 2 : u < 0.95 ? 3 : 4);
  }

  /** A scene of a given number of people. */
  public static Scene scene(RandomGenerator random, int count) {
    return sample(SceneSampler.any(), random, count);
  }

  /** As {@link #scene(RandomGenerator)}, with so many close-ups of one person added. */
  public static Scene sceneOrCloseUp(RandomGenerator random, double closeUps) {
    return random.nextDouble() < closeUps
        ? sample(SceneSampler.any().withShot(Shot.CLOSE_UP), random, 1)
        : scene(random);
  }

  private static Scene sample(SceneSampler sampler, RandomGenerator random, int count) {
    List<Identity> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(identity(random));
    }
    return sampler.sample(random.nextLong(), people);
  }
}
