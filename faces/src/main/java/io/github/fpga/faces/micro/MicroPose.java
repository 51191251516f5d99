package io.github.fpga.faces.micro;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.PoseEstimator;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.faces.Warps;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The skeletons of people whose faces are found first. Safe for use by many threads. */
public final class MicroPose implements PoseEstimator {

  private static final double LEAST_SCORE = 0.25;

  private final PoseNetwork network;
  private final FaceDetector detector;

  /** Computes in fp32, whatever the format of the weights. */
  public MicroPose(Weights w, PoseConfig config, FaceDetector detector) {
    network = w.converted(ScalarType.Float).build(root -> new PoseNetwork(root, config));
    this.detector = detector;
  }

  /** The bundled network. */
  public static MicroPose load(FaceDetector detector) {
    return new MicroPose(MicroFaces.bundled("pose"), PoseConfig.micro(), detector);
  }

  @Override
  public List<Skeleton> skeletons(BufferedImage image) {
    return skeletons(image, detector.detect(image).stream().map(Detection::box).toList());
  }

  /** The skeletons of the people with these faces, in their order. */
  public List<Skeleton> skeletons(BufferedImage image, List<Box> faces) {
    List<Skeleton> skeletons = new ArrayList<>();
    for (Box face : faces) {
      skeletons.add(skeleton(image, face));
    }
    return List.copyOf(skeletons);
  }

  private Skeleton skeleton(BufferedImage image, Box face) {
    Affine toCrop = PoseConfig.toCrop(face, image.getWidth(), image.getHeight());
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor crop = Images.toTensor(crop(image, toCrop));
      Tensor input = Tensors.cat(1, crop, PoseNetwork.mark(face, toCrop));
      float[] heat = Tensors.floats(torch.sigmoid(network.apply(input)));
      return toCrop.inverse().apply(read(heat));
    }
  }

  /** Shrinks by averaging before it samples. */
  private static BufferedImage crop(BufferedImage image, Affine toCrop) {
    double factor = Math.min(1, toCrop.scale());
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    Affine back =
        Affine.scaling((double) image.getWidth() / width, (double) image.getHeight() / height);
    return Warps.warp(
        Warps.resize(image, width, height),
        back.then(toCrop),
        PoseConfig.SIDE,
        PoseConfig.SIDE,
        Border.ZERO);
  }

  /** The joints in the crop's pixels; those that no cell is sure of get score 0. */
  private static Skeleton read(float[] heat) {
    int grid = PoseConfig.SIDE / PoseConfig.STRIDE;
    List<Skeleton.Joint> joints = new ArrayList<>();
    for (int k = 0; k < Skeleton.COUNT; k++) {
      int start = k * grid * grid;
      int best = start;
      for (int i = start; i < start + grid * grid; i++) {
        best = heat[i] > heat[best] ? i : best;
      }
      Point place = centroid(heat, start, best - start, grid).times(PoseConfig.STRIDE);
      joints.add(new Skeleton.Joint(place, heat[best] >= LEAST_SCORE ? heat[best] : 0));
    }
    return new Skeleton(joints);
  }

  /** The centre of mass of the highest cell and its neighbours, in cells. */
  private static Point centroid(float[] heat, int start, int best, int grid) {
    int bx = best % grid;
    int by = best / grid;
    double sum = 0;
    Point place = new Point(0, 0);
    for (int y = Math.max(0, by - 1); y <= Math.min(grid - 1, by + 1); y++) {
      for (int x = Math.max(0, bx - 1); x <= Math.min(grid - 1, bx + 1); x++) {
        double mass = heat[start + y * grid + x];
        sum += mass;
        place = place.plus(new Point(x + 0.5, y + 0.5).times(mass));
      }
    }
    return sum > 0 ? place.times(1 / sum) : new Point(bx + 0.5, by + 0.5);
  }
}
