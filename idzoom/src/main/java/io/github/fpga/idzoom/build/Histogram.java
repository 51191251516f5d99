package io.github.fpga.idzoom.build;

/**
 * How often values fall between edges; what lies below or above all of them counts in the first or
 * the last bin.
 *
 * @param edges ascending, in the unit of the values
 * @param counts one fewer than edges; grows by {@link #add}
 */
public record Histogram(double[] edges, long[] counts) {

  public Histogram {
    if (edges.length != counts.length + 1 || counts.length == 0) {
      throw new IllegalArgumentException(
          "%d edges for %d bins".formatted(edges.length, counts.length));
    }
  }

  /** Nothing yet. */
  static Histogram of(double... edges) {
    return new Histogram(edges, new long[edges.length - 1]);
  }

  void add(double value) {
    int bin = 0;
    while (bin < counts.length - 1 && value >= edges[bin + 1]) {
      bin++;
    }
    counts[bin]++;
  }

  void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }
}
