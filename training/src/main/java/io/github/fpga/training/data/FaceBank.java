package io.github.fpga.training.data;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.idzoom.stream.RecordFilter;
import io.github.fpga.idzoom.stream.StreamSettings;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * All faces of a dataset: who may be a reference of whom, and whose landmarks may be borrowed. The
 * features are on disk; places, sizes and poses, about a hundred bytes per face, in memory.
 *
 * <p>Arrays: {@code identity} and {@code picture} int64 (n), {@code size} fp32 (n) in pixels,
 * {@code pose} fp32 (n, 3) in degrees, NaN where unknown, {@code five} fp32 (n, 5, 2) from the
 * centre of the box in roots of its area, {@code global} fp16 (n, D), {@code local} fp16 (n,
 * tokens, C).
 */
public final class FaceBank {

  private static final int PER_SHARD = 500;

  /** Smaller faces are references only of people who have no larger ones, in pixels. */
  private static final double LEAST = 40;

  /** Faces that are looked at for one of a similar pose. */
  private static final int TRIED = 64;

  private final Shards shards;
  private final long[] identities;
  private final long[] pictures;
  private final float[] sizes;
  private final float[] poses;
  private final float[] five;
  private final Map<Long, List<Integer>> rows = new HashMap<>();

  private FaceBank(Shards shards) {
    this.shards = shards;
    try (Scope scope = Scope.open()) {
      identities = longs(shards.column("identity"));
      pictures = longs(shards.column("picture"));
      sizes = Tensors.floats(shards.column("size"));
      poses = Tensors.floats(shards.column("pose"));
      five = Tensors.floats(shards.column("five"));
    }
    for (int i = 0; i < identities.length; i++) {
      rows.computeIfAbsent(identities[i], k -> new ArrayList<>()).add(i);
    }
  }

  private static long[] longs(Tensor column) {
    long[] values = new long[(int) column.numel()];
    column.contiguous().data_ptr_long().get(values);
    return values;
  }

  /**
   * Opens the faces of a folder, embedding first what is missing.
   *
   * @param recogniser the one whose features the networks are trained with; embeddings in the
   *     records may be another's and have no local features
   */
  public static FaceBank build(
      Path folder,
      DatasetShards dataset,
      RecordFilter filter,
      FaceRecogniser recogniser,
      IntConsumer progress) {
    try (StreamedRows faces =
        new StreamedRows(
            dataset,
            filter,
            StreamSettings.stored(),
            PER_SHARD,
            record -> faces(record, recogniser))) {
      return new FaceBank(faces.build(folder, progress));
    }
  }

  private static List<Map<String, Tensor>> faces(PictureRecord record, FaceRecogniser recogniser) {
    if (record.faces().isEmpty()) {
      return List.of();
    }
    BufferedImage image = RecordIdentities.decode(record);
    List<BufferedImage> aligned =
        record.faces().stream()
            .map(face -> face.detection().five())
            .map(points -> Alignment.align(image, points, Alignment.RECOGNITION_SIZE))
            .toList();
    List<FaceFeatures> features = recogniser.embed(aligned);
    List<Map<String, Tensor>> faces = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      FaceFeatures found = features.get(i);
      FaceRecord face = record.faces().get(i);
      Map<String, Tensor> row = new LinkedHashMap<>();
      row.put("identity", Tensors.of(new long[] {RecordIdentities.of(record, i)}).squeeze());
      row.put("picture", Tensors.of(new long[] {RecordIdentities.picture(record)}).squeeze());
      row.put("size", Tensors.of(new float[] {(float) face.pixelSize()}).squeeze());
      row.put("pose", Tensors.of(pose(face), 3));
      row.put("five", Tensors.of(relative(face), 5, 2));
      row.put("global", half(found.global(), found.global().length));
      row.put("local", half(found.local(), found.tokens(), found.channels()));
      faces.add(row);
    }
    return faces;
  }

  private static Tensor half(float[] values, long... shape) {
    return Tensors.of(values, shape).to(ScalarType.Half);
  }

  private static float[] pose(FaceRecord face) {
    HeadPose pose = face.headPose().orElse(new HeadPose(Double.NaN, Double.NaN, Double.NaN));
    return new float[] {(float) pose.yaw(), (float) pose.pitch(), (float) pose.roll()};
  }

  private static float[] relative(FaceRecord face) {
    float[] values = new float[10];
    Point centre = face.detection().box().centre();
    for (int i = 0; i < 5; i++) {
      Point p = face.detection().five().get(i).minus(centre).times(1 / face.pixelSize());
      values[2 * i] = (float) p.x();
      values[2 * i + 1] = (float) p.y();
    }
    return values;
  }

  /**
   * A face that can be a reference: one of the same person in another picture, where there is one a
   * large one; of people with one picture only their face in this very picture.
   *
   * @return a row of the bank
   * @throws IllegalArgumentException if the person is not in the bank
   */
  int reference(long identity, long picture, RandomGenerator random) {
    List<Integer> all = rows.get(identity);
    if (all == null) {
      throw new IllegalArgumentException("nobody has the number " + identity);
    }
    List<Integer> others = all.stream().filter(row -> pictures[row] != picture).toList();
    List<Integer> large = others.stream().filter(row -> sizes[row] >= LEAST).toList();
    List<Integer> best = !large.isEmpty() ? large : !others.isEmpty() ? others : all;
    return best.get(random.nextInt(best.size()));
  }

  /** Whether a row of the bank shows a face in another picture. */
  boolean isOther(int row, long picture) {
    return pictures[row] != picture;
  }

  /**
   * The five points of another person in a similar pose, moved onto a face: of some faces drawn at
   * random the one whose head is turned most alike. The face's own points where its pose is not
   * known or nobody else was drawn.
   */
  List<Point> borrowed(long identity, FaceRecord face, RandomGenerator random) {
    float[] wanted = pose(face);
    int lender = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TRIED; i++) {
      int row = random.nextInt(identities.length);
      double distance = 0;
      for (int k = 0; k < 3; k++) {
        distance += Math.pow(wanted[k] - poses[3 * row + k], 2);
      }
      // False where a pose is not known.
      if (distance < least && identities[row] != identity) {
        lender = row;
        least = distance;
      }
    }
    return lender < 0 ? face.detection().five() : moved(lender, face.detection().box());
  }

  private List<Point> moved(int lender, Box box) {
    double scale = Math.sqrt(box.area());
    List<Point> points = new ArrayList<>();
    for (int i = 10 * lender; i < 10 * lender + 10; i += 2) {
      points.add(box.centre().plus(new Point(five[i], five[i + 1]).times(scale)));
    }
    return points;
  }

  /** The features of a face: {@code global} (D) or {@code local} (tokens, C), fp16. */
  Tensor features(String key, int row) {
    return shards.row(key, row);
  }

  /** Number of faces. */
  public int size() {
    return identities.length;
  }
}
