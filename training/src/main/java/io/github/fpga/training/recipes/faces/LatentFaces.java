package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Point;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.data.SampleBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where the faces of a batch of latents are.
 *
 * @param rows the batch's row of each face
 * @param toAligned from the pixels of that row's picture to the aligned face
 * @param side of the pictures, in pixels
 */
public record LatentFaces(List<Integer> rows, List<Affine> toAligned, int side) {

  public LatentFaces {
    rows = List.copyOf(rows);
    toAligned = List.copyOf(toAligned);
  }

  /**
   * The faces of samples that are large enough to be told apart in latents.
   *
   * @param places people of a sample that count
   * @param least width of a face box, in pixels
   * @param jitter standard deviation of the five points in widths of the face, 0 for none
   */
  public static LatentFaces of(
      SampleBatch batch, int places, double least, double jitter, RandomGenerator random) {
    List<Integer> rows = new ArrayList<>();
    List<Affine> maps = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      float[] boxes = Tensors.floats(batch.row("boxes", row));
      float[] five = Tensors.floats(batch.row("five", row));
      for (int place = 0; place < places; place++) {
        double width = boxes[4 * place + 2];
        if (width >= least) {
          rows.add(row);
          maps.add(aligned(five, place, jitter * width, random));
        }
      }
    }
    return new LatentFaces(rows, maps, batch.kind().side());
  }

  private static Affine aligned(float[] five, int place, double error, RandomGenerator random) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int at = (place * 5 + i) * 2;
      points.add(
          new Point(
              five[at] + error * random.nextGaussian(),
              five[at + 1] + error * random.nextGaussian()));
    }
    return Alignment.similarity(points, Alignment.RECOGNITION_SIZE);
  }

  /** The rows as an index (faces). */
  long[] index() {
    return rows.stream().mapToLong(Integer::longValue).toArray();
  }
}
