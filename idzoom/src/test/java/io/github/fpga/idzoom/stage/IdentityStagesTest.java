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
        truth.stream().mapToLong(Long::longValue).toArray(),
        IdentityClusters.of(faces, pictures, 0.4));
  }

  @Test
  void facesOfOnePictureAreDifferentPeople() {
    Random r = new Random(1);
    float[] twin = SampleRecords.embedding(r, DIMENSIONS).values();
    List<Embedding> faces = IntStream.range(0, 4).mapToObj(i -> view(twin, r)).toList();
    long[] numbers = IdentityClusters.of(faces, new int[] {7, 7, 8, 9}, 0.4);
    assertTrue(numbers[0] != numbers[1]);
    assertEquals(1, IntStream.range(0, 4).mapToLong(i -> numbers[i]).max().orElseThrow());
    assertArrayEquals(new long[] {0, 1, 2, 3}, IdentityClusters.of(faces, new int[4], 0.4));
  }

  @Test
  void wrongInputsAreRefused() {
    Embedding a = new Embedding("a", new float[] {1});
    Embedding b = new Embedding("b", new float[] {1});
    assertThrows(
        IllegalArgumentException.class,
        () -> IdentityClusters.of(List.of(a, b), new int[] {1, 2}, 0.4));
    assertThrows(
        IllegalArgumentException.class, () -> IdentityClusters.of(List.of(a), new int[2], 0.4));
    assertEquals(0, IdentityClusters.of(List.of(), new int[0], 0.4).length);
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
