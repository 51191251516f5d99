package io.github.fpga.spark;

import java.io.Serializable;

/**
 * Something that pictures are read from.
 *
 * @param address of the file
 * @param name unique among the inputs, independent of where they lie; pictures are named by it
 * @param bytes of the file
 * @param caption the address of a text file beside a picture; empty for none
 * @param part of a table, 0 to {@code parts} - 1
 * @param parts into how many a table is divided, by its groups of rows
 */
record Input(
    Kind kind, String address, String name, long bytes, String caption, int part, int parts)
    implements Serializable {

  /** What a file holds. */
  enum Kind {
    PICTURE,
    TAR,
    PARQUET
  }
}
