package io.github.fpga.training.data;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.MaskKind;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.record.EncodedImage;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PersonRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stage.ZoomCrops.Window;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.idzoom.stream.RecordFilter;
import io.github.fpga.idzoom.stream.StreamSettings;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Samples for the diffusion stages from a dataset, cached with the arrays of {@link WorldSamples}
 * and {@code picture}, the number of the picture. Frames are full and half pictures, zooms are face
 * pictures; each is cut to a square and shrunk, and left out where it would have to be enlarged or
 * shows no face.
 *
 * <p>What records say less of than the live world: {@code borrowed} comes from {@link
 * FaceBank#borrowed}, masks of heads (that no recipe uses) and missing masks of faces follow from
 * landmarks or boxes, and a record has its captions line by line: everything, everything but
 * appearance, the picture alone; a missing line is replaced by the first.
 */
public final class IdzoomSamples {

  private static final int PER_SHARD = 200;
  private static final long BORROWING = 7;

  /** How far from the middle the face zoomed onto may be, in sides of the picture. */
  private static final double SHIFTED = 0.15;

  private final SampleKind kind;
  private final DatasetShards dataset;
  private final RecordFilter filter;
  private final StreamSettings order;
  private final FaceBank bank;

  /**
   * @param filter which records; its zoom levels are replaced by the kind's
   * @param order of the records, in which a rank has its share
   * @param bank of the same dataset and filter, over all zoom levels and ranks
   */
  public IdzoomSamples(
      SampleKind kind,
      DatasetShards dataset,
      RecordFilter filter,
      StreamSettings order,
      FaceBank bank) {
    this.kind = kind;
    this.dataset = dataset;
    this.filter = RecordSquares.filter(kind, filter);
    this.order = order;
    this.bank = bank;
  }

  /**
   * Opens the cached samples of a folder, encoding first what is missing.
   *
   * @param autoencoder in bf16
   */
  public Shards encode(Path folder, AutoencoderKl autoencoder, IntConsumer progress) {
    try (StreamedRows rows =
        new StreamedRows(
            dataset,
            filter,
            order,
            PER_SHARD,
            record -> row(record, autoencoder).stream().toList())) {
      return rows.build(folder, progress);
    }
  }

  private Optional<Map<String, Tensor>> row(PictureRecord record, AutoencoderKl autoencoder) {
    Optional<Window> found = RecordSquares.of(record, kind);
    List<Integer> shown = found.map(window -> shown(record, window)).orElse(List.of());
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    Window window = found.get();
    RandomGenerator random = WorldScenes.random(BORROWING, RecordIdentities.picture(record));
    SampleRow row = new SampleRow(kind);
    for (int face : shown) {
      row.add(place(record, face, window, random));
    }
    Map<String, Tensor> arrays = row.arrays(captions(record.caption()));
    BufferedImage image = window.cut(RecordIdentities.decode(record));
    arrays.put("latents", SampleRow.latents(image, autoencoder));
    long[] picture = {RecordIdentities.picture(record)};
    arrays.put("picture", Tensors.of(picture).squeeze());
    return Optional.of(arrays);
  }

  /** The faces that get places, in a zoom first the one zoomed onto. */
  private List<Integer> shown(PictureRecord record, Window window) {
    List<Integer> shown =
        IntStream.range(0, record.faces().size())
            .filter(i -> window.shows(centre(record, i)))
            .boxed()
            .toList();
    if (kind == SampleKind.FRAME || shown.isEmpty()) {
      return shown.stream().limit(WorldSamples.PEOPLE).toList();
    }
    int zoomed = zoomed(record, window, shown);
    return Stream.concat(Stream.of(zoomed), shown.stream().filter(i -> i != zoomed))
        .limit(WorldSamples.PEOPLE)
        .toList();
  }

  /** The first face near the middle, or else the nearest to it. */
  private static int zoomed(PictureRecord record, Window window, List<Integer> shown) {
    double side = window.square();
    Point middle = new Point(window.x() + side / 2, window.y() + side / 2);
    for (int face : shown) {
      Point off = centre(record, face).minus(middle);
      if (Math.max(Math.abs(off.x()), Math.abs(off.y())) <= SHIFTED * side) {
        return face;
      }
    }
    return shown.stream()
        .min(Comparator.comparingDouble(face -> centre(record, face).distance(middle)))
        .orElseThrow();
  }

  private static Point centre(PictureRecord record, int face) {
    return record.faces().get(face).detection().box().centre();
  }

  private SampleRow.Place place(
      PictureRecord record, int index, Window window, RandomGenerator random) {
    FaceRecord face = record.faces().get(index);
    long identity = RecordIdentities.of(record, index);
    Box box = window.map(face.detection().box());
    Optional<Landmarks> landmarks =
        face.landmarks().map(all -> new Landmarks(all.points().stream().map(window::map).toList()));
    return new SampleRow.Place(
        identity,
        box,
        mapped(face.detection().five(), window),
        mapped(bank.borrowed(identity, face, random), window),
        skeleton(record, index, window),
        face.mask()
            .map(mask -> levels(mask, window))
            .orElseGet(() -> guessed(landmarks, box, MaskKind.FACE)),
        guessed(landmarks, box, MaskKind.HEAD));
  }

  private static List<Point> mapped(List<Point> points, Window window) {
    return points.stream().map(window::map).toList();
  }

  /** The skeleton of whose face it is; where nobody's, one without a visible joint. */
  private static Skeleton skeleton(PictureRecord record, int face, Window window) {
    for (PersonRecord person : record.people()) {
      if (person.face().isPresent() && person.face().getAsInt() == face) {
        return new Skeleton(
            person.skeleton().joints().stream().map(joint -> joint(joint, window)).toList());
      }
    }
    Skeleton.Joint hidden = new Skeleton.Joint(new Point(0, 0), 0);
    return new Skeleton(Stream.generate(() -> hidden).limit(Skeleton.COUNT).toList());
  }

  static Skeleton.Joint joint(Skeleton.Joint joint, Window window) {
    double score = window.shows(joint.position()) ? joint.score() : 0;
    return new Skeleton.Joint(window.map(joint.position()), score);
  }

  private static byte[] levels(EncodedImage mask, Window window) {
    int[] pixels = Pictures.pixels(window.cut(Pictures.decode(mask.bytes(), Pictures.MAX_PIXELS)));
    byte[] levels = new byte[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) pixels[i];
    }
    return levels;
  }

  private byte[] guessed(Optional<Landmarks> landmarks, Box box, MaskKind part) {
    int side = kind.side();
    float[] alpha =
        landmarks
            .map(all -> Masks.face(all, box, part, side, side, 0))
            .orElseGet(() -> Masks.ellipse(box, side, side))
            .alpha();
    byte[] levels = new byte[alpha.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(255 * alpha[i]);
    }
    return levels;
  }

  /** Everything but appearance, everything, the picture alone. */
  private static List<String> captions(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
    while (lines.size() < WorldSamples.CAPTIONS) {
      lines.add(lines.get(0));
    }
    return List.of(lines.get(1), lines.get(0), lines.get(2));
  }
}
