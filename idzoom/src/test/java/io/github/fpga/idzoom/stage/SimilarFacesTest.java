package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.SampleRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

  private static float[][] values(Random r, int count) {
    return faces(r, count).stream().map(Embedding::values).toArray(float[][]::new);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Property(tries = 40, seed = "1")
  void theMostSimilarAreFound(@ForAll long seed) {
    float[][] faces = values(new Random(seed), 40);
    int[][] found = SimilarFaces.neighbours(faces, 0, 40, 0.1);
    for (int face = 0; face < 40; face++) {
      int self = face;
      int[] expected =
          IntStream.range(0, 40)
              .filter(other -> other != self && dot(faces[self], faces[other]) >= 0.1)
              .boxed()
              .sorted(Comparator.comparingDouble(other -> -dot(faces[self], faces[other])))
              .limit(SimilarFaces.MOST)
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(expected, found[face]);
    }
  }

  @Test
  void rangesDoNotMatter() {
    float[][] faces = values(new Random(3), 50);
    int[][] all = SimilarFaces.neighbours(faces, 0, 50, -1);
    assertArrayEquals(Arrays.copyOfRange(all, 7, 31), SimilarFaces.neighbours(faces, 7, 31, -1));
    assertEquals(SimilarFaces.MOST, all[0].length);
    assertEquals(0, SimilarFaces.neighbours(faces, 0, 50, 1.1)[3].length);
    assertEquals(0, SimilarFaces.neighbours(new float[0][], 0, 0, 0).length);
  }
}
