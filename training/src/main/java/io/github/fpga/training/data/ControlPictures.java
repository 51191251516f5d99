package io.github.fpga.training.data;

import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.faces.drawing.ControlDrawings;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/** The control pictures of a batch, (B, 3, side, side) in [0, 1]. */
public final class ControlPictures {

  private ControlPictures() {}

  /**
   * Skeletons for frames, landmarks for zooms.
   *
   * @param borrowed share of zooms whose landmarks are another identity's in the same pose: a
   *     network must take the pose from the control and the features of the face from elsewhere
   */
  public static Tensor of(SampleBatch batch, double borrowed, RandomGenerator random) {
    List<BufferedImage> drawings = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      drawings.add(
          batch.kind() == SampleKind.FRAME
              ? skeletons(batch, row)
              : landmarks(batch, row, random.nextDouble() < borrowed));
    }
    return Tensors.add(Tensors.mul(Images.toTensor(drawings), 0.5), 0.5);
  }

  private static BufferedImage skeletons(SampleBatch batch, int row) {
    float[] values = Tensors.floats(batch.row("skeletons", row));
    List<Skeleton> people = new ArrayList<>();
    for (int person : places(batch, row)) {
      List<Skeleton.Joint> joints = new ArrayList<>();
      for (int j = 0; j < Skeleton.COUNT; j++) {
        int at = (person * Skeleton.COUNT + j) * 3;
        joints.add(new Skeleton.Joint(new Point(values[at], values[at + 1]), values[at + 2]));
      }
      people.add(new Skeleton(joints));
    }
    int side = batch.kind().side();
    return ControlDrawings.skeletons(people, side, side);
  }

  private static BufferedImage landmarks(SampleBatch batch, int row, boolean borrowed) {
    float[] values = Tensors.floats(batch.row(borrowed ? "borrowed" : "five", row));
    List<List<Point>> faces = new ArrayList<>();
    for (int person : places(batch, row)) {
      List<Point> five = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        int at = (person * 5 + i) * 2;
        five.add(new Point(values[at], values[at + 1]));
      }
      faces.add(five);
    }
    int side = batch.kind().side();
    return ControlDrawings.landmarks(faces, side, side);
  }

  /** The places of a sample that somebody fills. */
  private static List<Integer> places(SampleBatch batch, int row) {
    float[] identities = Tensors.floats(batch.row("identities", row));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < identities.length; i++) {
      if (identities[i] >= 0) {
        places.add(i);
      }
    }
    return places;
  }
}
