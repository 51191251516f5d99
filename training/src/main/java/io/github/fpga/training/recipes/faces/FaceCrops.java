package io.github.fpga.training.recipes.faces;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Viewport;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.WorldScenes;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Aligned faces of training identities with a margin, several pictures of each person.
 *
 * <p>People come in fours: two strangers, then somebody and their sibling, so that every batch
 * holds pairs who share hair, skin, glasses and beard.
 *
 * @param shards with "pictures" (n, 3, {@value #SIDE}, {@value #SIDE}) bytes and "seeds" (n) of the
 *     people, all pictures of a person in a row
 * @param views pictures per person
 */
public record FaceCrops(Shards shards, int views) {

  /** The 112 pixels of the ArcFace template and 8 more on every side. */
  public static final int SIDE = 128;

  /** Pixels between the stored picture's edge and the template's. */
  public static final int MARGIN = 8;

  private static final long FAMILIES = 160_000_000L;

  /**
   * Opens the crops of a folder, drawing first those that are missing.
   *
   * @param size how many files, groups of four people in each, and pictures of each person
   * @param seed chooses people and pictures
   */
  public static FaceCrops build(Path folder, Size size, long seed, IntConsumer told) {
    return new FaceCrops(
        Shards.build(folder, size.shards(), i -> shard(seed, i, size), told), size.views());
  }

  /** How many files, groups of four people in each, and pictures of each person. */
  public record Size(int shards, int fours, int views) {}

  /** Number of groups of four people. */
  public int fours() {
    return shards.size() / (4 * views);
  }

  /** The index of a picture. */
  public int index(int four, int person, int view) {
    return (four * 4 + person) * views + view;
  }

  private static Map<String, Tensor> shard(long seed, int number, Size size) {
    List<Tensor> pictures = new ArrayList<>();
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < size.fours(); i++) {
      RandomGenerator random = WorldScenes.random(seed, (long) number * size.fours() + i);
      for (long person : four(random)) {
        for (int view = 0; view < size.views(); view++) {
          pictures.add(bytes(draw(Identity.of(person), random)));
          seeds.add(person);
        }
      }
    }
    long[] ids = seeds.stream().mapToLong(Long::longValue).toArray();
    return Map.of("pictures", Tensors.stack(0, pictures), "seeds", Tensors.of(ids, ids.length));
  }

  /** Seeds of two strangers and two siblings. */
  private static long[] four(RandomGenerator random) {
    long family = 5 * random.nextLong(FAMILIES);
    return new long[] {
      5 * random.nextLong(FAMILIES) + random.nextInt(4),
      5 * random.nextLong(FAMILIES) + random.nextInt(4),
      family + 3,
      family + 4
    };
  }

  private static BufferedImage draw(Identity person, RandomGenerator random) {
    Scene scene = SceneSampler.any().sample(random.nextLong(), List.of(person));
    Viewport aligned = Viewport.arcFace(scene, 0);
    double height = aligned.height() * SIDE / (SIDE - 2 * MARGIN);
    return Renderer.image(
        scene, SIDE, SIDE, new Viewport(aligned.centre(), height, aligned.rotation()));
  }

  /** A picture as (3, H, W) bytes. */
  static Tensor bytes(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] planes = new byte[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      planes[i] = (byte) (rgb[i] >> 16);
      planes[rgb.length + i] = (byte) (rgb[i] >> 8);
      planes[2 * rgb.length + i] = (byte) rgb[i];
    }
    return Tensor.create(planes, 3, height, width).view(ScalarType.Byte);
  }
}
