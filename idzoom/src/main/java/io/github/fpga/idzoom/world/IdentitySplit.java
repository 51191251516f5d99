package io.github.fpga.idzoom.world;

/** Who may be used for what, by identity seed. */
public enum IdentitySplit {
  /** Seeds below 800,000,000. */
  TRAIN(0, 800_000_000L),
  /** Seeds from 800,000,000 to 899,999,999: tune on these. */
  DEVELOPMENT(800_000_000L, 900_000_000L),
  /** Seeds from 1,000,000,000 to 1,999,999,999: evaluation only. */
  EVALUATION(1_000_000_000L, 2_000_000_000L);

  private final long first;
  private final long end;

  IdentitySplit(long first, long end) {
    this.first = first;
    this.end = end;
  }

  public long first() {
    return first;
  }

  /** One past the last seed. */
  public long end() {
    return end;
  }

  public boolean contains(long identitySeed) {
    return identitySeed >= first && identitySeed < end;
  }

  /** The seed itself; throws IllegalArgumentException when it belongs to another split. */
  public long check(long identitySeed) {
    if (!contains(identitySeed)) {
      throw new IllegalArgumentException(
          "identity seed %d is not of the %s split [%d, %d)"
              .formatted(identitySeed, this, first, end));
    }
    return identitySeed;
  }
}
