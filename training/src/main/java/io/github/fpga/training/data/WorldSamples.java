package io.github.fpga.training.data;

import io.github.fpga.faces.Box;
import io.github.fpga.idzoom.world.Captions;
import io.github.fpga.idzoom.world.GroundTruth;
import io.github.fpga.idzoom.world.Person;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Viewport;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Samples for the diffusion stages, cached as latents with their ground truth.
 *
 * <p>Arrays of a shard, n samples, P = {@value #PEOPLE} places for people (zeros where empty; in a
 * zoom, place 0 is the face zoomed onto):
 *
 * <ul>
 *   <li>{@code latents} fp16 (n, 4, h, w), scaled
 *   <li>{@code captions} bytes (n, {@value #CAPTIONS}, {@value #CAPTION_BYTES}), UTF-8 padded with
 *       0: everything but appearance, everything, the picture alone
 *   <li>{@code identities} int64 (n, P), -1 where empty
 *   <li>{@code boxes} fp32 (n, P, 4): x, y, width, height in pixels
 *   <li>{@code five} fp32 (n, P, 5, 2): eyes, nose tip, mouth corners in pixels
 *   <li>{@code borrowed} the same points of another identity in the same pose
 *   <li>{@code skeletons} fp32 (n, P, 18, 3): x, y in pixels, score
 *   <li>{@code masks} bytes (n, P, 2, side/4, side/4): face and head, area-averaged
 * </ul>
 */
public final class WorldSamples {

  public static final int PEOPLE = 4;
  public static final int CAPTIONS = 3;
  public static final int CAPTION_BYTES = 224;

  private final SampleKind kind;
  private final long seed;
  private final Function<RandomGenerator, Scene> scenes;
  private final ZoomRange zooms;

  /** The description of one sample, before it is drawn. */
  public record Sample(Scene scene, Viewport view, long pictureSeed) {}

  /** Samples of scenes of all sorts. */
  public WorldSamples(SampleKind kind, long seed) {
    this(kind, seed, WorldScenes::scene, ZoomRange.WORLD);
  }

  /**
   * @param scenes draws the scene of a sample, as a pure function of the generator's state
   * @param zooms how zooms are cut; frames show the whole scene
   */
  public WorldSamples(
      SampleKind kind, long seed, Function<RandomGenerator, Scene> scenes, ZoomRange zooms) {
    this.kind = kind;
    this.zooms = zooms;
    this.seed = seed;
    this.scenes = scenes;
  }

  /**
   * Opens the cached samples of a folder, encoding first what is missing.
   *
   * @param count number of shards
   * @param perShard samples per shard
   * @param autoencoder in bf16
   */
  public Shards encode(
      Path folder, int count, int perShard, AutoencoderKl autoencoder, IntConsumer progress) {
    return Shards.build(
        folder, count, shard -> rows(shard * perShard, perShard, autoencoder), progress);
  }

  /** The description of a sample: a pure function of the seed and its index. */
  public Sample sample(int index) {
    RandomGenerator random = WorldScenes.random(seed, index);
    Scene scene = scenes.apply(random);
    if (kind == SampleKind.FRAME) {
      return new Sample(scene, Viewport.full(scene), index);
    }
    return new Sample(scene, zooms.draw(scene, random), index);
  }

  /** What is sampled. */
  public SampleKind kind() {
    return kind;
  }

  private Map<String, Tensor> rows(int from, int count, AutoencoderKl autoencoder) {
    Map<String, List<Tensor>> rows = new LinkedHashMap<>();
    for (int index = from; index < from + count; index++) {
      row(index, autoencoder)
          .forEach((key, value) -> rows.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
    }
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    rows.forEach((key, list) -> arrays.put(key, Tensors.stack(0, list)));
    return arrays;
  }

  private Map<String, Tensor> row(int index, AutoencoderKl autoencoder) {
    Sample sample = sample(index);
    int side = kind.side();
    BufferedImage image = Renderer.image(sample.scene(), side, side, sample.view());
    Map<String, Tensor> row = truth(sample, index);
    row.put("latents", SampleRow.latents(image, autoencoder));
    return row;
  }

  private Map<String, Tensor> truth(Sample sample, int index) {
    RandomGenerator random = WorldScenes.random(seed + 1, index);
    int side = kind.side();
    Scene scene = sample.scene();
    GroundTruth truth = Renderer.truth(scene, side, side, sample.view());
    SampleRow row = new SampleRow(kind);
    for (int i : shown(truth)) {
      PersonTruth person = truth.people().get(i);
      Scene other = scene.withIdentity(i, WorldScenes.identity(random));
      PersonTruth lender = Renderer.truth(other, side, side, sample.view()).people().get(i);
      row.add(
          new SampleRow.Place(
              person.identitySeed(),
              person.faceBox(),
              person.five(),
              lender.five(),
              person.skeleton(),
              truth.rasterise(person.faceMask()),
              truth.rasterise(person.headMask())));
    }
    return row.arrays(captions(scene));
  }

  /**
   * The people of a picture who fill places, as indices: the first, and those whose face box has
   * its centre in the picture.
   */
  List<Integer> shown(GroundTruth truth) {
    Box picture = new Box(0, 0, kind.side(), kind.side());
    return IntStream.range(0, truth.people().size())
        .filter(i -> i == 0 || picture.contains(truth.people().get(i).faceBox().centre()))
        .limit(PEOPLE)
        .boxed()
        .toList();
  }

  /** Everything but appearance, everything, the picture alone. */
  List<String> captions(Scene scene) {
    if (kind == SampleKind.FRAME) {
      return List.of(withoutAppearance(scene), Captions.caption(scene), Captions.prompt(scene));
    }
    String picture =
        Captions.picture(scene.style(), Shot.CLOSE_UP) + " of one person " + scene.place().words();
    Person person = scene.people().get(0);
    return List.of(
        picture + ", " + Captions.describe(person, false),
        picture + ", " + Captions.describe(person, true),
        picture);
  }

  private static String withoutAppearance(Scene scene) {
    StringBuilder text = new StringBuilder(Captions.prompt(scene));
    for (int i = 0; i < Math.min(2, scene.people().size()); i++) {
      text.append(", ").append(Captions.describe(scene.people().get(i), false));
    }
    return text.toString();
  }

  /** A caption of a sample, from the bytes of its row. */
  public static String caption(Tensor captions, int variant) {
    byte[] bytes = new byte[CAPTION_BYTES];
    captions.select(0, variant).contiguous().data_ptr_byte().get(bytes);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
