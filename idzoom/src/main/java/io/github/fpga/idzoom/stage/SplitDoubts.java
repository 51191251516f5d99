package io.github.fpga.idzoom.stage;

import io.github.fpga.idzoom.record.Split;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds faces that may show somebody of another split: clustering is right about most, but not
 * about the oddest pictures of everybody, and one of them in the wrong split is too many. Looks at
 * the faces most like each face alone, so time grows with the number of faces.
 */
public final class SplitDoubts {

  /** Groups of fewer faces may be odd pictures of somebody who has a group already. */
  public static final int FEW = 3;

  /**
   * By how much more must speak for a face's own group than for another, as a share of what usually
   * speaks for a face and five others; so much must speak for each of {@value #FEW} faces at least,
   * or else the group counts as one of few. Twice as much where two groups were hard to tell apart
   * already. Chosen on development people.
   */
  private static final double MARGIN = 0.75;

  private static final int OTHERS = 5;

  private final float[][] faces;
  private final long[] numbers;
  private final SamePerson model;
  private final double margin;
  private final int[] sizes;
  private final double[][] sums;

  /** How many faces of each group surely belong to it. */
  private final int[] sure;

  /** Pairs of groups with a face that may be of either. */
  private final Set<List<Integer>> alike = new HashSet<>();

  private SplitDoubts(float[][] faces, long[] numbers, SamePerson model) {
    this.faces = faces;
    this.numbers = numbers;
    this.model = model;
    margin = MARGIN * model.usual(OTHERS);
    int groups = (int) Arrays.stream(numbers).max().orElse(-1) + 1;
    sizes = new int[groups];
    sums = new double[groups][];
    sure = new int[groups];
    for (int face = 0; face < faces.length; face++) {
      int group = group(face);
      sizes[group]++;
      if (sums[group] == null) {
        sums[group] = new double[faces[face].length];
      }
      for (int i = 0; i < faces[face].length; i++) {
        sums[group][i] += faces[face][i];
      }
    }
    for (int face = 0; face < faces.length; face++) {
      sure[group(face)] += own(face) >= margin ? 1 : 0;
    }
  }

  /**
   * For each face one of another split that may show the same person, or -1; for an odd face, for
   * which too little speaks in its own group, any that is like it. Where both people of each pair
   * are in one split and pictures of odd faces are left out, nobody is in two splits, as far as the
   * recogniser can tell.
   *
   * @param faces their embeddings, of one recogniser
   * @param numbers of each face's person, as {@link IdentityClusters} counts
   * @param splits of each face's picture
   * @param neighbours for each face similar ones, see {@link SimilarFaces}
   */
  public static int[] of(
      float[][] faces, long[] numbers, List<Split> splits, SamePerson model, int[][] neighbours) {
    int[] doubts = new int[numbers.length];
    Arrays.fill(doubts, -1);
    if (splits.stream().distinct().count() > 1) {
      new SplitDoubts(faces, numbers, model).find(splits, neighbours, doubts);
    }
    return doubts;
  }

  private void find(List<Split> splits, int[][] neighbours, int[] doubts) {
    // The second time it is known which groups are hard to tell apart.
    for (int round = 0; round < 2; round++) {
      for (int face = 0; face < doubts.length; face++) {
        doubts[face] = doubt(face, splits, neighbours[face]);
      }
    }
    // Few faces are one person or nobody: they are not told apart by what else is like them.
    int[] groups = new int[sizes.length];
    Arrays.fill(groups, -1);
    for (int face = 0; face < doubts.length; face++) {
      if (doubts[face] >= 0 && isSmall(face)) {
        groups[group(face)] = doubts[face];
      }
    }
    for (int face = 0; face < doubts.length; face++) {
      doubts[face] = doubts[face] >= 0 ? doubts[face] : groups[group(face)];
    }
  }

  private int doubt(int face, List<Split> splits, int[] similar) {
    double own = own(face);
    boolean stray = own < 0 && !isSmall(face);
    for (int other : similar) {
      boolean elsewhere = splits.get(other) != splits.get(face);
      boolean doubted =
          stray
              ? group(other) != group(face)
              : elsewhere && (isSmall(face) || confused(face, group(other), own));
      if (doubted) {
        return other;
      }
    }
    return -1;
  }

  /** Whether a face may be of another group as well as of its own. */
  private boolean confused(int face, int other, double own) {
    List<Integer> pair = Stream.of(group(face), other).sorted().toList();
    double lead = own - evidence(face, other);
    if (lead <= margin) {
      alike.add(pair);
    }
    return lead <= (alike.contains(pair) ? 2 * margin : margin);
  }

  private int group(int face) {
    return (int) numbers[face];
  }

  private boolean isSmall(int face) {
    return sure[group(face)] < FEW;
  }

  /** What speaks for a face being of the same person as the others of its group. */
  private double own(int face) {
    int group = group(face);
    if (sizes[group] == 1) {
      return Double.NEGATIVE_INFINITY;
    }
    double dot = dot(face, group) - 1;
    return model.evidence(1, 1, sizes[group] - 1, square(group) - 2 * dot - 1, dot);
  }

  private double evidence(int face, int group) {
    return model.evidence(1, 1, sizes[group], square(group), dot(face, group));
  }

  private double dot(int face, int group) {
    double dot = 0;
    for (int i = 0; i < faces[face].length; i++) {
      dot += faces[face][i] * sums[group][i];
    }
    return dot;
  }

  private double square(int group) {
    double square = 0;
    for (double value : sums[group]) {
      square += value * value;
    }
    return square;
  }
}
