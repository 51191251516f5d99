package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.SampleRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Clustering apart what cannot be one person changes nothing. */
class SimilarFacesTest {

  /** Few dimensions, so that strangers are often alike. */
  private static List<Embedding> faces(Random r, int count) {
    List<Embedding> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      faces.add(SampleRecords.embedding(r, 6));
    }
    return faces;
  }

  private static int[] components(List<Embedding> faces, double threshold, int block) {
    float[][] values = faces.stream().map(Embedding::values).toArray(float[][]::new);
    List<int[]> pairs = new ArrayList<>();
    for (int from = 0; from < values.length; from += block) {
      for (int other = from; other < values.length; other += block) {
        pairs.add(
            SimilarFaces.pairs(
                values,
                from,
                Math.min(values.length, from + block),
                other,
                Math.min(values.length, other + block),
                threshold));
      }
    }
    return SimilarFaces.components(values.length, pairs);
  }

  @Property(tries = 60, seed = "1")
  void clustersOfComponentsAreThoseOfTheWhole(@ForAll long seed) {
    Random r = new Random(seed);
    List<Embedding> faces = faces(r, 40);
    int[] pictures = r.ints(40, 0, 25).toArray();
    double threshold = 0.5 + 0.4 * r.nextDouble();
    assertArrayEquals(
        IdentityClusters.of(faces, pictures, threshold),
        IdentityClusters.of(faces, pictures, threshold, components(faces, threshold, 7)));
  }

  @Test
  void blocksDoNotMatterAndStrangersAreApart() {
    List<Embedding> faces = faces(new Random(3), 50);
    int[] all = components(faces, 0.8, 50);
    assertArrayEquals(all, components(faces, 0.8, 3));
    assertEquals(50, Arrays.stream(components(faces, 1.1, 8)).distinct().count());
    assertEquals(1, Arrays.stream(components(faces, -1, 8)).distinct().count());
    assertEquals(0, SimilarFaces.components(0, List.of()).length);
  }
}
