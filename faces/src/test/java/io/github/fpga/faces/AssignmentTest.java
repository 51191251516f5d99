package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;

class AssignmentTest {

  @Property
  void asCheapAsTryingEverything(
      @ForAll("costs") double[][] cost, @ForAll @DoubleRange(min = -1, max = 12) double reject) {
    int[] assigned = Assignment.solve(cost, reject);
    assertEquals(bruteForce(cost, reject, 0, 0), total(cost, reject, assigned), 1e-9);
    for (int row = 0; row < cost.length; row++) {
      assertTrue(assigned[row] == -1 || cost[row][assigned[row]] <= reject);
    }
  }

  @Example
  void emptyShapes() {
    assertArrayEquals(new int[0], Assignment.solve(new double[0][0], 1));
    assertArrayEquals(new int[] {-1, -1}, Assignment.solve(new double[2][0], 1));
  }

  @Example
  void infinityForbids() {
    double no = Double.POSITIVE_INFINITY;
    assertArrayEquals(
        new int[] {1, 0, -1}, Assignment.solve(new double[][] {{no, 1}, {1, no}, {no, no}}, 5));
  }

  @Example
  void nonsenseIsRefused() {
    double[][] cost = {{1, 2}, {3, Double.NaN}};
    assertThrows(IllegalArgumentException.class, () -> Assignment.solve(cost, 1));
    double[][] ragged = {{1, 2}, {3}};
    assertThrows(IllegalArgumentException.class, () -> Assignment.solve(ragged, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Assignment.solve(new double[1][1], Double.NaN));
  }

  @Provide
  Arbitrary<double[][]> costs() {
    // Whole numbers make ties, a few are forbidden pairs.
    Arbitrary<Double> value =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.doubles().between(-3, 10)),
            Tuple.of(3, Arbitraries.integers().between(0, 4).map(i -> (double) i)),
            Tuple.of(1, Arbitraries.just(Double.POSITIVE_INFINITY)));
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            columns ->
                value
                    .array(Double[].class)
                    .ofSize(columns)
                    .map(AssignmentTest::unboxed)
                    .array(double[][].class)
                    .ofMinSize(1)
                    .ofMaxSize(5));
  }

  private static double[] unboxed(Double[] row) {
    double[] values = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      values[i] = row[i];
    }
    return values;
  }

  private static double bruteForce(double[][] cost, double reject, int row, int used) {
    if (row == cost.length) {
      return 0;
    }
    double best = reject + bruteForce(cost, reject, row + 1, used);
    for (int column = 0; column < cost[row].length; column++) {
      if ((used & 1 << column) == 0) {
        double rest = bruteForce(cost, reject, row + 1, used | 1 << column);
        best = Math.min(best, cost[row][column] + rest);
      }
    }
    return best;
  }

  private static double total(double[][] cost, double reject, int[] assigned) {
    double sum = 0;
    int used = 0;
    for (int row = 0; row < cost.length; row++) {
      if (assigned[row] < 0) {
        sum += reject;
      } else {
        assertEquals(0, used & 1 << assigned[row], "a column was used twice");
        used |= 1 << assigned[row];
        sum += cost[row][assigned[row]];
      }
    }
    return sum;
  }
}
