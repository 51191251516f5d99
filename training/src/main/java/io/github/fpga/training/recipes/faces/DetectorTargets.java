package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.micro.DetectorConfig;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a {@link io.github.fpga.faces.micro.DetectorNetwork} should say of a batch of windows. */
final class DetectorTargets {

  private static final double UNIT = 32;
  private static final double SCORE_WEIGHT = 2;
  private static final int GEOMETRY = DetectorConfig.OUTPUTS - 1;

  /**
   * Deviation of a face's bump of scores, in cells; the same for all sizes, for with wide bumps the
   * large faces would be most of the loss.
   */
  private static final double SIGMA = 0.8;

  private static final int REACH = 3;

  /** Cells with this much of a bump learn where the face is. */
  private static final float NEAR = 0.4f;

  /** Faces of which less is seen are neither asked for nor punished. */
  private static final double LEAST_VISIBLE = 0.4;

  private final int batch;
  private final int grid;
  private final float[] heat;
  private final float[] care;
  private final float[] geometry;
  private final float[] here;
  private int faces;
  private int cells;

  DetectorTargets(int batch, int grid) {
    this.batch = batch;
    this.grid = grid;
    int plane = grid * grid;
    heat = new float[batch * plane];
    care = new float[batch * plane];
    java.util.Arrays.fill(care, 1);
    geometry = new float[batch * GEOMETRY * plane];
    here = new float[batch * plane];
  }

  /** Adds somebody whose picture went through a map to the windows. */
  void add(int picture, FaceScenes.Target person, Affine map, boolean mirrored) {
    Point centre = map.apply(person.box().centre());
    double width = person.box().width() * map.scale();
    double height = person.box().height() * map.scale();
    double side = Math.sqrt(width * height);
    double stride = DetectorConfig.STRIDE;
    double cx = centre.x() / stride;
    double cy = centre.y() / stride;
    int x = (int) Math.floor(cx);
    int y = (int) Math.floor(cy);
    boolean inside = x >= 0 && y >= 0 && x < grid && y < grid;
    boolean asked = inside && side >= 9 && person.visible() >= LEAST_VISIBLE;
    List<Point> five = five(person, map, mirrored);
    double[] box = {cx, cy, width, height};
    for (int v = Math.max(0, y - REACH); v <= Math.min(grid - 1, y + REACH); v++) {
      for (int u = Math.max(0, x - REACH); u <= Math.min(grid - 1, x + REACH); u++) {
        double d = (u - x) * (u - x) + (v - y) * (v - y);
        float g = (float) Math.exp(-d / (2 * SIGMA * SIGMA));
        int at = (picture * grid + v) * grid + u;
        if (!asked) {
          care[at] = g > 0.05f ? 0 : care[at];
        } else if (g > heat[at]) {
          heat[at] = g;
          if (g > NEAR) {
            cells += here[at] == 0 ? 1 : 0;
            here[at] = 1;
            geometry(picture, u, v, box, side, five);
          }
        }
      }
    }
    faces += asked ? 1 : 0;
  }

  private static List<Point> five(FaceScenes.Target person, Affine map, boolean mirrored) {
    List<Point> five = new ArrayList<>(map.apply(person.landmarks().five()));
    if (mirrored) {
      Collections.swap(five, 0, 1);
      Collections.swap(five, 3, 4);
    }
    return five;
  }

  private void geometry(int picture, int u, int v, double[] box, double side, List<Point> five) {
    double[] values = new double[GEOMETRY];
    values[0] = box[0] - u - 0.5;
    values[1] = box[1] - v - 0.5;
    values[2] = Math.log(box[2] / UNIT);
    values[3] = Math.log(box[3] / UNIT);
    for (int i = 0; i < 5; i++) {
      double stride = DetectorConfig.STRIDE;
      values[4 + 2 * i] = (five.get(i).x() - (u + 0.5) * stride) / side;
      values[5 + 2 * i] = (five.get(i).y() - (v + 0.5) * stride) / side;
    }
    for (int k = 0; k < GEOMETRY; k++) {
      geometry[((picture * GEOMETRY + k) * grid + v) * grid + u] = (float) values[k];
    }
  }

  /** The quality focal loss (arXiv 2006.04388, equation 5) per face. */
  Tensor scoreLoss(Tensor cells_BCHW) {
    Tensor logit = cells_BCHW.select(1, 0);
    Tensor wanted = Tensors.of(heat, batch, grid, grid);
    Tensor right = wanted.mul(torch.log_sigmoid(logit));
    Tensor wrong = wanted.neg().add(new Scalar(1)).mul(torch.log_sigmoid(logit.neg()));
    Tensor far = torch.sigmoid(logit).sub(wanted).square();
    Tensor cared = Tensors.of(care, batch, grid, grid);
    Tensor sum = right.add(wrong).mul(far).mul(cared).sum();
    return Tensors.mul(sum, -SCORE_WEIGHT / Math.max(1, faces));
  }

  /** The mean absolute error of boxes and points around the centres. */
  Tensor geometryLoss(Tensor cells_BCHW) {
    Tensor wanted = Tensors.of(geometry, batch, GEOMETRY, grid, grid);
    Tensor mask = Tensors.of(here, batch, 1, grid, grid);
    Tensor difference = cells_BCHW.narrow(1, 1, GEOMETRY).sub(wanted).abs().mul(mask);
    Tensor box = difference.narrow(1, 0, 4).sum();
    // Points are in face sizes: small numbers that alignment depends on.
    Tensor points = difference.narrow(1, 4, 10).sum();
    return Tensors.mul(Tensors.combine(0.25, box, 0.3, points), 1.0 / Math.max(1, cells));
  }
}
