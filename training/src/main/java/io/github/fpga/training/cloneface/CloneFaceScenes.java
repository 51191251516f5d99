package io.github.fpga.training.cloneface;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.training.data.WorldScenes;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The scenes of Clone Face Tuning: two to four people, either <em>clones</em>, one identity in all
 * regions with poses, expressions and clothes of their own, or <em>mixed</em>, as many identities
 * as regions. The world draws clones as it draws anybody, so there is no seam from pasting that a
 * network could learn instead.
 *
 * @param cloneShare share of scenes of clones, in [0, 1]; the others are mixed
 */
public record CloneFaceScenes(double cloneShare) implements Function<RandomGenerator, Scene> {

  private static final int FEWEST = 2;
  private static final int MOST = 4;

  public CloneFaceScenes {
    if (!(cloneShare >= 0 && cloneShare <= 1)) {
      throw new IllegalArgumentException("the share of clones is in [0, 1], got " + cloneShare);
    }
  }

  @Override
  public Scene apply(RandomGenerator random) {
    int count = random.nextInt(FEWEST, MOST + 1);
    Shot shot = random.nextBoolean() ? Shot.HALF : Shot.FULL;
    boolean clones = random.nextDouble() < cloneShare;
    Identity first = WorldScenes.identity(random);
    List<Identity> people =
        clones
            ? Stream.generate(() -> first).limit(count).toList()
            : IntStream.range(0, count).mapToObj(i -> WorldScenes.identity(random)).toList();
    return SceneSampler.any().withShot(shot).sample(random.nextLong(), people);
  }
}
