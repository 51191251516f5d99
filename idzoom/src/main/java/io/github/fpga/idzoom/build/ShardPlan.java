package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.parquet.DatasetCard;
import io.github.fpga.idzoom.record.Split;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pictures make a shard: so many of a split in the order of the input. Nothing has to be
 * sorted or sent around for that, and shards do not depend on the pieces that they are read from.
 */
public record ShardPlan(Split split, int index, int count, List<Part> parts)
    implements Serializable {

  /**
   * What comes from one piece.
   *
   * @param piece its number
   * @param rows of the piece's records, ascending
   * @param clusters for each row the person of each face
   */
  public record Part(int piece, int[] rows, long[][] clusters) implements Serializable {}

  private record Place(int piece, int row, long[] clusters) {}

  public ShardPlan {
    parts = new ArrayList<>(parts);
  }

  /** Where the shard belongs within the dataset. */
  public String path() {
    return DatasetCard.shard(split, index, count);
  }

  /**
   * The shards of a dataset.
   *
   * @param sizes the number of records of each piece
   * @param decisions on the records of all pieces, in their order
   * @param shardPictures in each shard but the last of a split
   */
  public static List<ShardPlan> of(int[] sizes, List<Decision> decisions, int shardPictures) {
    List<ShardPlan> shards = new ArrayList<>();
    for (Split split : Split.values()) {
      List<Place> places = places(sizes, decisions, split);
      int count = (places.size() + shardPictures - 1) / shardPictures;
      for (int i = 0; i < count; i++) {
        int end = Math.min(places.size(), (i + 1) * shardPictures);
        shards.add(new ShardPlan(split, i, count, parts(places.subList(i * shardPictures, end))));
      }
    }
    return shards;
  }

  private static List<Place> places(int[] sizes, List<Decision> decisions, Split split) {
    List<Place> places = new ArrayList<>();
    int next = 0;
    for (int piece = 0; piece < sizes.length; piece++) {
      for (int row = 0; row < sizes[piece]; row++) {
        Decision decision = decisions.get(next++);
        if (decision.split() == split) {
          places.add(new Place(piece, row, decision.clusters()));
        }
      }
    }
    return places;
  }

  private static List<Part> parts(List<Place> places) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < places.size()) {
      int piece = places.get(from).piece();
      int to = from;
      while (to < places.size() && places.get(to).piece() == piece) {
        to++;
      }
      List<Place> part = places.subList(from, to);
      parts.add(
          new Part(
              piece,
              part.stream().mapToInt(Place::row).toArray(),
              part.stream().map(Place::clusters).toArray(long[][]::new)));
      from = to;
    }
    return parts;
  }
}
