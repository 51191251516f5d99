package io.github.fpga.evaluation.style;

import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.data.PixelRows;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.WorldScenes;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/**
 * Squares around the faces of training identities: of true renders, of whole pictures that went
 * through the autoencoder, and of faces that went through it enlarged, as restored ones do. Each is
 * there in all styles, so that neither people nor light nor places say anything of the style.
 *
 * @param shards with "pictures" (n, 4, 3, 64, 64) bytes, the styles in the order of {@link Style}
 */
record StyleSquares(Shards shards) {

  private static final int PICTURE = 256;
  private static final int MOST_PEOPLE = 3;

  /** A face as it is worked on: the square around it in face sides, and its pixels. */
  private static final double WORKED_AROUND = 2;

  private static final int WORKED_SIDE = 128;

  /** Small faces are told with more trouble than large ones. */
  private static final List<Shot> SHOTS = List.of(Shot.CLOSE_UP, Shot.FULL, Shot.HALF, Shot.FULL);

  /** How far boxes are from the true ones, in face sides. */
  private static final double JITTER = 0.06;

  /** How many files and scenes in each. */
  record Size(int shards, int scenes) {}

  /**
   * Opens the squares of a folder, drawing first those that are missing.
   *
   * @param roundTrip a picture through the autoencoder
   * @param told the number of every finished file
   */
  static StyleSquares build(
      Path folder, Size size, long seed, UnaryOperator<BufferedImage> roundTrip, IntConsumer told) {
    return new StyleSquares(
        Shards.build(folder, size.shards(), i -> shard(seed, i, size, roundTrip), told));
  }

  private static Map<String, Tensor> shard(
      long seed, int number, Size size, UnaryOperator<BufferedImage> roundTrip) {
    List<Tensor> faces = new ArrayList<>();
    for (int i = 0; i < size.scenes(); i++) {
      int index = number * size.scenes() + i;
      List<List<Tensor>> styles = new ArrayList<>();
      for (Style style : Style.values()) {
        RandomGenerator random = WorldScenes.random(seed, index);
        styles.add(squares(draw(style, index, random), random, roundTrip));
      }
      for (int face = 0; face < styles.get(0).size(); face++) {
        int place = face;
        faces.add(Tensors.stack(0, styles.stream().map(squares -> squares.get(place)).toList()));
      }
    }
    return Map.of("pictures", Tensors.stack(0, faces));
  }

  private static List<Tensor> squares(
      Rendering drawn, RandomGenerator random, UnaryOperator<BufferedImage> roundTrip) {
    List<Tensor> squares = new ArrayList<>();
    BufferedImage coded = roundTrip.apply(drawn.image());
    for (PersonTruth person : drawn.truth().people()) {
      Box face = person.faceBox();
      BufferedImage worked = worked(drawn.image(), face, roundTrip);
      for (BufferedImage image : List.of(drawn.image(), coded, worked)) {
        squares.add(PixelRows.of(StyleClassifier.square(image, jittered(face, random))));
      }
    }
    return squares;
  }

  /** The scene of an index in a style; shots come in turn. */
  private static Rendering draw(Style style, int index, RandomGenerator random) {
    Shot shot = SHOTS.get(index % SHOTS.size());
    int count = shot == Shot.CLOSE_UP ? 1 : 1 + random.nextInt(MOST_PEOPLE);
    List<Identity> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(WorldScenes.identity(random));
    }
    return Renderer.render(
        SceneSampler.any().withShot(shot).withStyle(style).sample(random.nextLong(), people),
        PICTURE,
        PICTURE);
  }

  /** The picture with one face that was enlarged, sent through the autoencoder and put back. */
  static BufferedImage worked(BufferedImage image, Box face, UnaryOperator<BufferedImage> trip) {
    Box square = face.square(WORKED_AROUND);
    int side = (int) Math.round(square.width());
    int x = (int) Math.round(square.x());
    int y = (int) Math.round(square.y());
    BufferedImage crop = Warps.window(image, x, y, side, side, Border.EDGE);
    BufferedImage coded = trip.apply(Warps.resize(crop, WORKED_SIDE, WORKED_SIDE));
    BufferedImage result = Pictures.copy(image);
    Graphics2D g = result.createGraphics();
    g.drawImage(Warps.resize(coded, side, side), x, y, null);
    g.dispose();
    return result;
  }

  private static Box jittered(Box face, RandomGenerator random) {
    double side = Math.max(face.width(), face.height());
    Point off =
        new Point(JITTER * side * random.nextGaussian(), JITTER * side * random.nextGaussian());
    double scale = Math.exp(JITTER * random.nextGaussian());
    return Box.around(face.centre().plus(off), scale * face.width(), scale * face.height());
  }
}
