package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * In which style of PortraitWorld a face is drawn: the nearest of one centroid per style, shot and
 * sharpness, in {@link StyleFeatures} divided by their standard deviation within centroids, of the
 * square {@value #AROUND} times as large as the face. The centroids are means over true renders of
 * people of the training split, as they are and coarser, because latents hold less detail than
 * renders. The share of faces in the asked style is in [0, 1], higher is better, 1/4 by chance. Our
 * definition.
 */
public final class StyleClassifier {

  /** The square looked at, in face sides. */
  private static final double AROUND = 1.5;

  private static final int SIDE = 64;
  private static final int PICTURE = 256;
  private static final int SCENES = 24;
  private static final long SEED = 20_240_816;
  private static final double[] COARSE = {1, 2, 3, 4};
  private static final double LEAST_SPREAD = 1e-3;
  private static final List<Shot> SHOTS = List.of(Shot.CLOSE_UP, Shot.FULL);

  private record Centroid(Style style, double[] mean) {}

  private final List<Centroid> centroids;
  private final double[] spread;

  private StyleClassifier(List<Centroid> centroids, double[] spread) {
    this.centroids = centroids;
    this.spread = spread;
  }

  /** Learned at the first call, which takes some seconds; the same afterwards. */
  public static StyleClassifier get() {
    return Learned.INSTANCE;
  }

  private static final class Learned {
    static final StyleClassifier INSTANCE = learn();
  }

  private static StyleClassifier learn() {
    List<Centroid> centroids = new ArrayList<>();
    double[] squares = new double[StyleFeatures.COUNT];
    for (Style style : Style.values()) {
      for (Shot shot : SHOTS) {
        List<Rendering> renders = renders(style, shot);
        for (double coarse : COARSE) {
          List<double[]> samples = renders.stream().map(drawn -> features(drawn, coarse)).toList();
          double[] mean = mean(samples);
          centroids.add(new Centroid(style, mean));
          samples.forEach(sample -> addSquares(squares, sample, mean));
        }
      }
    }
    double[] spread = new double[squares.length];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = Math.max(LEAST_SPREAD, Math.sqrt(squares[i] / (centroids.size() * SCENES)));
    }
    return new StyleClassifier(centroids, spread);
  }

  private static void addSquares(double[] squares, double[] sample, double[] mean) {
    for (int i = 0; i < mean.length; i++) {
      squares[i] += (sample[i] - mean[i]) * (sample[i] - mean[i]);
    }
  }

  private static List<Rendering> renders(Style style, Shot shot) {
    List<Rendering> renders = new ArrayList<>();
    for (int i = 0; i < SCENES; i++) {
      Scene scene =
          SceneSampler.any()
              .withShot(shot)
              .withStyle(style)
              .sample(SEED + i, People.draw(IdentitySplit.TRAIN, SEED + i, 1));
      renders.add(Renderer.render(scene, PICTURE, PICTURE));
    }
    return renders;
  }

  private static double[] features(Rendering drawn, double coarse) {
    int few = (int) Math.round(PICTURE / coarse);
    BufferedImage image = Warps.resize(Warps.resize(drawn.image(), few, few), PICTURE, PICTURE);
    return features(image, drawn.truth().people().get(0).faceBox());
  }

  private static double[] features(BufferedImage image, Box face) {
    Box square = face.square(AROUND);
    int side = Math.max(2, (int) Math.round(square.width()));
    int x = (int) Math.round(square.x());
    int y = (int) Math.round(square.y());
    BufferedImage window = Warps.window(image, x, y, side, side, Border.EDGE);
    return StyleFeatures.of(Warps.resize(window, SIDE, SIDE));
  }

  private static double[] mean(List<double[]> samples) {
    double[] mean = new double[StyleFeatures.COUNT];
    for (double[] sample : samples) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += sample[i] / samples.size();
      }
    }
    return mean;
  }

  /**
   * The style of a face.
   *
   * @param face its box in the picture's pixels
   */
  public Style of(BufferedImage image, Box face) {
    double[] features = features(image, face);
    Style nearest = null;
    double least = Double.POSITIVE_INFINITY;
    for (Centroid centroid : centroids) {
      double distance = 0;
      for (int i = 0; i < features.length; i++) {
        double d = (features[i] - centroid.mean()[i]) / spread[i];
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        nearest = centroid.style();
      }
    }
    return nearest;
  }
}
