package io.github.fpga.faces;

import java.util.Arrays;

/** The cheapest one-to-one assignment (Kuhn 1955; shortest augmenting paths, O(rows^2 columns)). */
public final class Assignment {

  private Assignment() {}

  /**
   * For each row its column, or -1. A column serves at most one row; the sum of the costs of the
   * pairs plus {@code rejectCost} for every row without a column is the least possible. A pair
   * dearer than the reject cost is never made.
   *
   * @param cost rows x columns, any shape, not NaN; infinity forbids a pair
   * @param rejectCost what leaving a row alone costs, finite
   */
  public static int[] solve(double[][] cost, double rejectCost) {
    int rows = cost.length;
    int columns = rows == 0 ? 0 : cost[0].length;
    check(cost, columns, rejectCost);
    if (rows == 0) {
      return new int[0];
    }
    // One more column per row stands for "nobody"; a pair above the reject cost loses to it anyway,
    // so capping it keeps infinities out of the arithmetic.
    double[][] padded = new double[rows][columns + rows];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(padded[row], columns, columns + rows, rejectCost);
      for (int column = 0; column < columns; column++) {
        padded[row][column] = Math.min(cost[row][column], rejectCost + 1);
      }
    }
    int[] assigned = solveAll(padded);
    for (int row = 0; row < rows; row++) {
      if (assigned[row] >= columns || cost[row][assigned[row]] > rejectCost) {
        assigned[row] = -1;
      }
    }
    return assigned;
  }

  private static void check(double[][] cost, int columns, double rejectCost) {
    if (!Double.isFinite(rejectCost)) {
      throw new IllegalArgumentException("the reject cost must be finite, got " + rejectCost);
    }
    for (double[] row : cost) {
      if (row.length != columns) {
        throw new IllegalArgumentException(
            "cost rows of %d and %d columns".formatted(columns, row.length));
      }
      for (double value : row) {
        if (Double.isNaN(value) || value == Double.NEGATIVE_INFINITY) {
          throw new IllegalArgumentException("a cost must be a number, got " + value);
        }
      }
    }
  }

  /** Every row gets a column; at least as many columns as rows. Indices inside count from 1. */
  private static int[] solveAll(double[][] cost) {
    int rows = cost.length;
    int columns = cost[0].length;
    double[] rowPotential = new double[rows + 1];
    double[] columnPotential = new double[columns + 1];
    int[] rowOf = new int[columns + 1];
    for (int row = 1; row <= rows; row++) {
      rowOf[0] = row;
      augment(cost, rowPotential, columnPotential, rowOf);
    }
    int[] assigned = new int[rows];
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0) {
        assigned[rowOf[column] - 1] = column - 1;
      }
    }
    return assigned;
  }

  /** Grows a shortest path from the row at rowOf[0] to a free column and flips it. */
  private static void augment(
      double[][] cost, double[] rowPotential, double[] columnPotential, int[] rowOf) {
    int columns = columnPotential.length - 1;
    double[] least = new double[columns + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int[] previous = new int[columns + 1];
    boolean[] visited = new boolean[columns + 1];
    int current = 0;
    while (rowOf[current] != 0) {
      visited[current] = true;
      int row = rowOf[current];
      int next = 0;
      double delta = Double.POSITIVE_INFINITY;
      for (int column = 1; column <= columns; column++) {
        if (visited[column]) {
          continue;
        }
        double reduced = cost[row - 1][column - 1] - rowPotential[row] - columnPotential[column];
        if (reduced < least[column]) {
          least[column] = reduced;
          previous[column] = current;
        }
        if (least[column] < delta) {
          delta = least[column];
          next = column;
        }
      }
      for (int column = 0; column <= columns; column++) {
        if (visited[column]) {
          rowPotential[rowOf[column]] += delta;
          columnPotential[column] -= delta;
        } else {
          least[column] -= delta;
        }
      }
      current = next;
    }
    while (current != 0) {
      rowOf[current] = rowOf[previous[current]];
      current = previous[current];
    }
  }
}
