package io.github.fpga.training.data;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.world.Captions;
import io.github.fpga.idzoom.world.GroundTruth;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Viewport;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.awt.Shape;
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
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

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

  /** The description of one sample, before it is drawn. */
  public record Sample(Scene scene, Viewport view, long pictureSeed) {}

  /** Samples of scenes of all sorts. */
  public WorldSamples(SampleKind kind, long seed) {
    this(kind, seed, WorldScenes::scene);
  }

  /**
   * @param scenes draws the scene of a sample, as a pure function of the generator's state
   */
  public WorldSamples(SampleKind kind, long seed, Function<RandomGenerator, Scene> scenes) {
    this.kind = kind;
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
    // Most zooms are near the middle of 1.2 to 3 face boxes, where DIIR cuts.
    double zoom = 1.2 + 0.9 * (random.nextDouble() + random.nextDouble());
    Viewport face = Viewport.face(scene, 0, zoom);
    double shift = 0.12 * face.height();
    Point centre =
        face.centre()
            .plus(
                new Point(
                    shift * (2 * random.nextDouble() - 1), shift * (2 * random.nextDouble() - 1)));
    return new Sample(scene, new Viewport(centre, face.height(), 0), index);
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
    row.put("latents", latents(image, autoencoder));
    return row;
  }

  private static Tensor latents(BufferedImage image, AutoencoderKl autoencoder) {
    try (NoGradGuard guard = new NoGradGuard()) {
      return Scope.of(
          () -> {
            Tensor x = Images.toTensor(image).to(ScalarType.BFloat16);
            return autoencoder
                .encode(x.contiguous(MemoryFormat.ChannelsLast))
                .squeeze(0)
                .to(ScalarType.Half)
                .contiguous();
          });
    }
  }

  private Map<String, Tensor> truth(Sample sample, int index) {
    RandomGenerator random = WorldScenes.random(seed + 1, index);
    int side = kind.side();
    Scene scene = sample.scene();
    GroundTruth truth = Renderer.truth(scene, side, side, sample.view());
    long[] identities = {-1, -1, -1, -1};
    float[] boxes = new float[PEOPLE * 4];
    float[] five = new float[PEOPLE * 10];
    float[] borrowed = new float[PEOPLE * 10];
    float[] skeletons = new float[PEOPLE * 54];
    byte[] masks = new byte[PEOPLE * 2 * kind.maskSide() * kind.maskSide()];
    int place = 0;
    for (int i = 0; i < truth.people().size() && place < PEOPLE; i++) {
      PersonTruth person = truth.people().get(i);
      Box box = person.faceBox();
      if (place > 0 && !new Box(0, 0, side, side).contains(box.centre())) {
        continue;
      }
      Scene other = scene.withIdentity(i, WorldScenes.identity(random));
      PersonTruth lender = Renderer.truth(other, side, side, sample.view()).people().get(i);
      identities[place] = person.identitySeed();
      write(boxes, place * 4, box.x(), box.y(), box.width(), box.height());
      points(five, place * 10, person.five());
      points(borrowed, place * 10, lender.five());
      joints(skeletons, place * 54, person.skeleton());
      mask(masks, place * 2, truth, person.faceMask());
      mask(masks, place * 2 + 1, truth, person.headMask());
      place++;
    }
    int m = kind.maskSide();
    Map<String, Tensor> row = new LinkedHashMap<>();
    row.put("captions", Tensor.create(captions(scene), CAPTIONS, CAPTION_BYTES));
    row.put("identities", Tensor.create(identities, PEOPLE));
    row.put("boxes", Tensor.create(boxes, PEOPLE, 4));
    row.put("five", Tensor.create(five, PEOPLE, 5, 2));
    row.put("borrowed", Tensor.create(borrowed, PEOPLE, 5, 2));
    row.put("skeletons", Tensor.create(skeletons, PEOPLE, Skeleton.COUNT, 3));
    row.put("masks", Tensor.create(masks, PEOPLE, 2, m, m));
    return row;
  }

  private byte[] captions(Scene scene) {
    List<String> texts = new ArrayList<>();
    if (kind == SampleKind.FRAME) {
      texts.add(withoutAppearance(scene));
      texts.add(Captions.caption(scene));
      texts.add(Captions.prompt(scene));
    } else {
      String picture =
          Captions.picture(scene.style(), Shot.CLOSE_UP)
              + " of one person "
              + scene.place().words();
      texts.add(picture + ", " + Captions.describe(scene.people().get(0), false));
      texts.add(picture + ", " + Captions.describe(scene.people().get(0), true));
      texts.add(picture);
    }
    byte[] bytes = new byte[CAPTIONS * CAPTION_BYTES];
    for (int i = 0; i < CAPTIONS; i++) {
      byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(text, 0, bytes, i * CAPTION_BYTES, Math.min(text.length, CAPTION_BYTES));
    }
    return bytes;
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

  private static void write(float[] target, int offset, double... values) {
    for (int i = 0; i < values.length; i++) {
      target[offset + i] = (float) values[i];
    }
  }

  private static void points(float[] target, int offset, List<Point> points) {
    for (int i = 0; i < points.size(); i++) {
      write(target, offset + 2 * i, points.get(i).x(), points.get(i).y());
    }
  }

  private static void joints(float[] target, int offset, Skeleton skeleton) {
    for (int i = 0; i < Skeleton.COUNT; i++) {
      Skeleton.Joint joint = skeleton.joints().get(i);
      write(target, offset + 3 * i, joint.position().x(), joint.position().y(), joint.score());
    }
  }

  private void mask(byte[] target, int index, GroundTruth truth, Shape shape) {
    int m = kind.maskSide();
    int side = kind.side();
    byte[] full = truth.rasterise(shape);
    for (int y = 0; y < m; y++) {
      for (int x = 0; x < m; x++) {
        int sum = 8;
        for (int k = 0; k < 16; k++) {
          sum += full[(4 * y + k / 4) * side + 4 * x + k % 4] & 255;
        }
        target[(index * m + y) * m + x] = (byte) (sum / 16);
      }
    }
  }
}
