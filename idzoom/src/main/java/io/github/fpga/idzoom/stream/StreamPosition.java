package io.github.fpga.idzoom.stream;

/**
 * Where a stream stands: all that is needed to go on with the very next record.
 *
 * @param seed of the order
 * @param epoch from 0
 * @param group the place in the epoch's order of groups of rows at which the buffer begins
 * @param record how many records of the buffer are done
 */
public record StreamPosition(long seed, long epoch, int group, int record) {

  public StreamPosition {
    if (epoch < 0 || group < 0 || record < 0) {
      throw new IllegalArgumentException(
          "a position has no negative numbers, got epoch %d, group %d, record %d"
              .formatted(epoch, group, record));
    }
  }

  /** As {@link #parse(String)} reads it. */
  @Override
  public String toString() {
    return "%d:%d:%d:%d".formatted(seed, epoch, group, record);
  }

  /**
   * The position of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static StreamPosition parse(String text) {
    String[] parts = text.split(":", -1);
    try {
      if (parts.length == 4) {
        return new StreamPosition(
            Long.parseLong(parts[0]),
            Long.parseLong(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]));
      }
    } catch (NumberFormatException e) {
      throw notPosition(text, e);
    }
    throw notPosition(text, null);
  }

  private static IllegalArgumentException notPosition(String text, Exception cause) {
    return new IllegalArgumentException(
        "\"%s\" is not a position seed:epoch:group:record".formatted(text), cause);
  }
}
