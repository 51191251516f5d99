package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import java.util.ArrayList;
import java.util.List;

/** Divides the input into pieces that follow each other and take about the same time. */
final class Pieces {

  /** What a picture counts at least: finding faces takes longer than reading. */
  private static final long PICTURE_BYTES = 256 << 10;

  private Pieces() {}

  /** How many pieces there shall be if the user does not say it. */
  static int count(List<Input> inputs) {
    long weight = inputs.stream().mapToLong(Pieces::weight).sum();
    return (int)
        Math.max(1, Math.min(100_000, weight / (BuildSettings.PIECE_PICTURES * PICTURE_BYTES)));
  }

  /** At most as many pieces, none of them empty. */
  static List<Piece> divide(List<Input> inputs, int count) {
    double total = inputs.stream().mapToLong(Pieces::weight).sum();
    List<List<Input>> shares = new ArrayList<>();
    double before = 0;
    int last = -1;
    for (Input input : inputs) {
      double middle = before + weight(input) / 2.0;
      int share = (int) Math.min(count - 1, middle / total * count);
      if (share != last) {
        shares.add(new ArrayList<>());
        last = share;
      }
      shares.get(shares.size() - 1).add(input);
      before += weight(input);
    }
    List<Piece> pieces = new ArrayList<>();
    for (List<Input> share : shares) {
      pieces.add(new Piece(pieces.size(), share));
    }
    return pieces;
  }

  private static long weight(Input input) {
    return input.kind() == Input.Kind.PICTURE
        ? Math.max(PICTURE_BYTES, input.bytes())
        : Math.max(PICTURE_BYTES, input.bytes() / input.parts());
  }
}
