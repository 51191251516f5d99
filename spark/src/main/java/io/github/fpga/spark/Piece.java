package io.github.fpga.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A share of the input that one task describes.
 *
 * @param index its place among all
 */
record Piece(int index, List<Input> inputs) implements Serializable {

  Piece {
    inputs = new ArrayList<>(inputs);
  }
}
