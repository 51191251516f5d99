package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.SampleRecords;
import io.github.fpga.idzoom.record.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Who is who, and who goes where. */
class IdentityStagesTest {

  private static final int DIMENSIONS = 128;

  /** Of two views of one person. */
  private static final SamePerson MODEL = new SamePerson(0.64, 0.4);

  /** A noisy view of a person's direction, with a cosine of about 0.8 to it. */
  private static Embedding view(float[] person, Random r) {
    float[] noise = SampleRecords.embedding(r, DIMENSIONS).values();
    float[] sum = new float[DIMENSIONS];
    double norm = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] = person[i] + 0.75f * noise[i];
      norm += sum[i] * sum[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] /= (float) Math.sqrt(norm);
    }
    return new Embedding("recogniser", sum);
  }

  private static long[] clusters(List<Embedding> faces, int[] pictures) {
    float[][] values = faces.stream().map(Embedding::values).toArray(float[][]::new);
    int[][] neighbours = SimilarFaces.neighbours(values, 0, values.length, 0.2);
    return IdentityClusters.of(values, pictures, MODEL, neighbours);
  }

  @Property(tries = 20, seed = "1")
  void facesOfOnePersonGetOneNumber(@ForAll long seed) {
    Random r = new Random(seed);
    List<float[]> people = new ArrayList<>();
    List<Embedding> faces = new ArrayList<>();
    List<Long> truth = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int person = r.nextInt(12);
      if (person >= people.size()) {
        person = people.size();
        people.add(SampleRecords.embedding(r, DIMENSIONS).values());
      }
      truth.add((long) person);
      faces.add(view(people.get(person), r));
    }
    int[] pictures = IntStream.range(0, 60).toArray();
    assertArrayEquals(
        truth.stream().mapToLong(Long::longValue).toArray(), clusters(faces, pictures));
  }

  @Test
  void facesOfOnePictureAreDifferentPeople() {
    Random r = new Random(1);
    float[] twin = SampleRecords.embedding(r, DIMENSIONS).values();
    List<Embedding> faces = IntStream.range(0, 4).mapToObj(i -> view(twin, r)).toList();
    long[] numbers = clusters(faces, new int[] {7, 7, 8, 9});
    assertTrue(numbers[0] != numbers[1]);
    assertEquals(1, IntStream.range(0, 4).mapToLong(i -> numbers[i]).max().orElseThrow());
    assertArrayEquals(new long[] {0, 1, 2, 3}, clusters(faces, new int[4]));
  }

  /** As like one as the other. */
  private static Embedding between(float[] one, float[] two) {
    float[] middle = new float[DIMENSIONS];
    double norm = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      middle[i] = one[i] + two[i];
      norm += middle[i] * middle[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      middle[i] /= (float) Math.sqrt(norm);
    }
    return new Embedding("recogniser", middle);
  }

  /** Five faces of one person, five of another, and one that may be of either. */
  private static List<Embedding> twoPeopleAndOneBetween() {
    Random r = new Random(4);
    float[] one = SampleRecords.embedding(r, DIMENSIONS).values();
    float[] two = SampleRecords.embedding(r, DIMENSIONS).values();
    List<Embedding> faces = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      faces.add(view(i < 5 ? one : two, r));
    }
    faces.add(between(one, two));
    return faces;
  }

  /** Two faces between two people are too little for both, and no reason to join them. */
  @Test
  void manyFacesOutweighAFew() {
    List<Embedding> faces = twoPeopleAndOneBetween();
    long[] numbers = clusters(faces, IntStream.range(0, 11).toArray());
    assertEquals(1, IntStream.range(0, 5).mapToLong(i -> numbers[i]).distinct().count());
    assertEquals(1, IntStream.range(5, 10).mapToLong(i -> numbers[i]).distinct().count());
    assertTrue(numbers[0] != numbers[5]);
  }

  /** A face between two people is left out where they are in two splits, and only there. */
  @Test
  void whoeverMayBeInAnotherSplitIsNamed() {
    List<Embedding> faces = twoPeopleAndOneBetween();
    float[][] values = faces.stream().map(Embedding::values).toArray(float[][]::new);
    int[][] neighbours = SimilarFaces.neighbours(values, 0, 11, 0.2);
    long[] numbers = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0};
    List<Split> splits = new ArrayList<>(Collections.nCopies(5, Split.TRAIN));
    splits.addAll(Collections.nCopies(5, Split.EVALUATION));
    splits.add(Split.TRAIN);

    int[] doubts = SplitDoubts.of(values, numbers, splits, MODEL, neighbours);

    assertTrue(doubts[10] >= 5 && doubts[10] < 10, "face " + doubts[10]);
    assertEquals(10, IntStream.range(0, 10).filter(i -> doubts[i] < 0).count());
    // A face alone is in doubt from wherever it is seen; in one split nobody is.
    numbers[10] = 2;
    splits.set(10, Split.DEVELOPMENT);
    assertTrue(SplitDoubts.of(values, numbers, splits, MODEL, neighbours)[10] >= 0);
    List<Split> together = Collections.nCopies(11, Split.TRAIN);
    int[] none = SplitDoubts.of(values, numbers, together, MODEL, neighbours);
    assertEquals(11, IntStream.of(none).filter(face -> face < 0).count());
  }

  @Test
  void evidenceGrowsWithTheFaces() {
    // Sums of unit vectors that are all alike, and groups with a cosine of 0.8 to each other.
    double single = MODEL.evidence(1, 1, 1, 1, 0.8);
    double ten = MODEL.evidence(10, 100, 10, 100, 80);
    assertTrue(single > MODEL.least());
    assertTrue(ten < MODEL.least(), "ten faces each that are surely two people: " + ten);
    assertEquals(
        MODEL.evidence(2, 3, 5, 20, 4), MODEL.evidence(5, 20, 2, 3, 4), 1e-12, "both ways");
  }

  @Test
  void wrongInputsAreRefused() {
    float[][] one = {{1}};
    assertThrows(
        IllegalArgumentException.class,
        () -> IdentityClusters.of(one, new int[2], MODEL, new int[1][0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> IdentityClusters.of(one, new int[1], MODEL, new int[2][0]));
    assertThrows(IllegalArgumentException.class, () -> new SamePerson(1, 0.4));
    assertEquals(0, clusters(List.of(), new int[0]).length);
  }

  private static List<PictureRecord> pictures(Random r, int count, int people) {
    List<PictureRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FaceRecord[] faces =
          r.ints(1 + r.nextInt(2), 0, people)
              .mapToObj(person -> Sources.face(0, 0, 10).withCluster(person))
              .toArray(FaceRecord[]::new);
      records.add(Sources.record("p" + i, "photo", faces));
    }
    return records;
  }

  @Property(tries = 50, seed = "1")
  void nobodyIsInTwoSplits(@ForAll long seed) {
    List<PictureRecord> divided =
        new IdentitySplits(seed, 0.3, 0.3).apply(pictures(new Random(seed), 80, 120));
    Map<Long, Split> seen = new HashMap<>();
    for (PictureRecord record : divided) {
      for (FaceRecord face : record.faces()) {
        Split before = seen.putIfAbsent(face.cluster().getAsLong(), record.split());
        assertTrue(before == null || before == record.split());
      }
    }
  }

  @Test
  void sharesAreAboutThoseAskedForAndStrangersChangeNothing() {
    List<PictureRecord> pictures = pictures(new Random(5), 600, 100_000);
    IdentitySplits splits = new IdentitySplits(9, 0.1, 0.2);
    List<PictureRecord> divided = splits.apply(pictures);
    assertEquals(420, count(divided, Split.TRAIN), 50);
    assertEquals(60, count(divided, Split.DEVELOPMENT), 30);
    assertEquals(120, count(divided, Split.EVALUATION), 40);
    List<PictureRecord> one = List.of(pictures.get(17));
    assertEquals(divided.get(17).split(), splits.apply(one).get(0).split());
    assertTrue(count(new IdentitySplits(1, 0, 1).apply(pictures), Split.EVALUATION) == 600);
  }

  private static long count(List<PictureRecord> records, Split split) {
    return records.stream().filter(record -> record.split() == split).count();
  }

  @Test
  void facesWithoutIdentityAndWrongSharesAreRefused() {
    List<PictureRecord> unknown = List.of(Sources.record("who", "photo", Sources.face(0, 0, 10)));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new IdentitySplits(1, 0.1, 0.1).apply(unknown));
    assertTrue(e.getMessage().contains("who has a face without an identity"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new IdentitySplits(1, 0.6, 0.6));
  }
}
