package io.github.fpga.idzoom.build;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a piece of the input. Written when its records are on the disk, so that where this
 * is, the piece is finished.
 *
 * @param inputs pictures, and shards that could not be read to their end
 * @param rejected in the order of the input
 * @param kept one per record of the piece, in their order
 * @param seconds of work per stage
 */
public record DescribedPiece(
    long inputs,
    List<Quarantined> rejected,
    List<PictureFacts> kept,
    Map<BuildStage, Double> seconds) {

  public DescribedPiece {
    rejected = List.copyOf(rejected);
    kept = List.copyOf(kept);
    seconds = Map.copyOf(seconds);
    if (inputs != rejected.size() + kept.size()) {
      throw new IllegalArgumentException(
          "%d inputs, but %d kept and %d rejected".formatted(inputs, kept.size(), rejected.size()));
    }
  }

  /** Without what only the decisions over all pictures need. */
  public DescribedPiece withoutEmbeddings() {
    return new DescribedPiece(
        inputs, rejected, kept.stream().map(PictureFacts::withoutEmbeddings).toList(), seconds);
  }

  /** Collects what becomes of a piece; for one thread. */
  static final class Tally {
    final List<Quarantined> rejected = new ArrayList<>();
    final List<PictureFacts> kept = new ArrayList<>();
    private final Map<BuildStage, Double> seconds = new EnumMap<>(BuildStage.class);

    void spent(BuildStage stage, long nanos) {
      seconds.merge(stage, nanos / 1e9, Double::sum);
    }

    DescribedPiece done() {
      return new DescribedPiece(kept.size() + rejected.size(), rejected, kept, seconds);
    }
  }
}
