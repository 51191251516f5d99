package io.github.fpga.idzoom.record;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random records: every field, also the strange values that it may have. */
public final class SampleRecords {

  private SampleRecords() {}

  /** Between 0 and 5 records with different ids. */
  public static Arbitrary<List<PictureRecord>> lists() {
    return Arbitraries.randomValue(
        random -> {
          List<PictureRecord> records = new ArrayList<>();
          int count = random.nextInt(6);
          for (int i = 0; i < count; i++) {
            records.add(record("r" + i, random));
          }
          return records;
        });
  }

  /** The random record of a seed. */
  public static PictureRecord record(long seed) {
    return record("record-" + seed, new Random(seed));
  }

  private static PictureRecord record(String id, Random r) {
    List<FaceRecord> faces = new ArrayList<>();
    List<PersonRecord> people = new ArrayList<>();
    for (int i = r.nextInt(4); i > 0; i--) {
      faces.add(face(r));
    }
    for (int i = r.nextInt(3); i > 0; i--) {
      boolean found = !faces.isEmpty() && r.nextBoolean();
      OptionalInt face = found ? OptionalInt.of(r.nextInt(faces.size())) : OptionalInt.empty();
      people.add(new PersonRecord(skeleton(r), r.nextDouble(), face));
    }
    return new PictureRecord(
        id,
        image(r, r.nextBoolean() ? "" : text(r)),
        1 + r.nextInt(5000),
        Integer.MAX_VALUE - r.nextInt(3),
        r.nextInt(4) == 0 ? "" : text(r),
        new Provenance("s" + text(r), "CC0-1.0"),
        r.nextBoolean() ? OptionalLong.of(r.nextLong()) : OptionalLong.empty(),
        Split.values()[r.nextInt(3)],
        Zoom.values()[r.nextInt(3)],
        "style " + text(r),
        people,
        faces);
  }

  private static FaceRecord face(Random r) {
    Detection detection =
        new Detection(
            new Box(number(r), number(r), 1 + r.nextDouble(), 1 + r.nextInt(90)),
            r.nextInt(3) / 2.0,
            points(r, 5));
    boolean measured = r.nextBoolean();
    return new FaceRecord(
        detection,
        r.nextBoolean() ? Optional.of(new Landmarks(points(r, 68))) : Optional.empty(),
        r.nextBoolean()
            ? Optional.of(new HeadPose(number(r), number(r), number(r)))
            : Optional.empty(),
        r.nextBoolean() ? Optional.of(image(r, "")) : Optional.empty(),
        measured ? OptionalDouble.of(r.nextInt(3) * r.nextDouble()) : OptionalDouble.empty(),
        r.nextBoolean() ? Optional.of(embedding(r, 1 + r.nextInt(20))) : Optional.empty(),
        r.nextBoolean() ? OptionalLong.of(r.nextLong() >>> 1) : OptionalLong.empty());
  }

  /** A random direction. */
  public static Embedding embedding(Random r, int dimensions) {
    double[] values = r.doubles(dimensions, -1, 1).toArray();
    double norm = 0;
    for (double value : values) {
      norm += value * value;
    }
    float[] unit = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(norm));
    }
    return new Embedding("recogniser", unit);
  }

  private static Skeleton skeleton(Random r) {
    return new Skeleton(
        points(r, Skeleton.COUNT).stream()
            .map(p -> new Skeleton.Joint(p, r.nextInt(3) / 2.0))
            .toList());
  }

  private static List<Point> points(Random r, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Point(number(r), number(r)));
    }
    return points;
  }

  private static EncodedImage image(Random r, String path) {
    byte[] bytes = new byte[8 + r.nextInt(3000)];
    r.nextBytes(bytes);
    byte[] magic = {(byte) 0x89, 'P', 'N', 'G'};
    System.arraycopy(magic, 0, bytes, 0, 4);
    return new EncodedImage(bytes, path);
  }

  private static double number(Random r) {
    return switch (r.nextInt(6)) {
      case 0 -> -0.0;
      case 1 -> Double.MIN_VALUE;
      case 2 -> -1e300 * r.nextDouble();
      default -> 1000 * r.nextGaussian();
    };
  }

  private static String text(Random r) {
    StringBuilder text = new StringBuilder();
    for (int i = r.nextInt(20); i >= 0; i--) {
      text.appendCodePoint("a \"\\\n\t,:é漢".codePointAt(r.nextInt(10)));
    }
    return text.append(r.nextBoolean() ? "" : "\uD83D\uDE00").toString();
  }
}
