package io.github.fpga.idzoom.stage;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Divides pictures so that nobody is in two splits. Pictures that share a person belong together,
 * also through others; where such a group goes depends on the seed and on its least id alone, so it
 * stays there when pictures of other people come and go.
 *
 * @param development the share of groups for tuning, 0 to 1
 * @param evaluation the share of groups for measurements, 0 to 1; the rest is for training
 */
public record IdentitySplits(long seed, double development, double evaluation) {

  public IdentitySplits {
    if (!(development >= 0 && evaluation >= 0 && development + evaluation <= 1)) {
      throw new IllegalArgumentException("shares of %s and %s".formatted(development, evaluation));
    }
  }

  /**
   * The records with their splits, in their order.
   *
   * @throws IllegalArgumentException naming the record if a face has no identity cluster
   */
  public List<PictureRecord> apply(List<PictureRecord> records) {
    List<Split> splits =
        splits(
            records.stream().map(PictureRecord::id).toList(),
            records.stream().map(IdentitySplits::clusters).toList());
    List<PictureRecord> divided = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      divided.add(records.get(i).withSplit(splits.get(i)));
    }
    return divided;
  }

  /**
   * The splits of pictures, in their order.
   *
   * @param ids of the pictures
   * @param clusters for each picture the people in it
   */
  public List<Split> splits(List<String> ids, List<long[]> clusters) {
    int[] groups = groups(clusters);
    Map<Integer, String> names = new HashMap<>();
    for (int i = 0; i < groups.length; i++) {
      names.merge(groups[i], ids.get(i), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return Arrays.stream(groups).mapToObj(group -> split(names.get(group))).toList();
  }

  /**
   * Which pictures belong together because they share a person, also through others.
   *
   * @param clusters for each picture the people in it
   * @return for each picture a number that those together with it have, too
   */
  public static int[] groups(List<long[]> clusters) {
    int[] parents = new int[clusters.size()];
    Map<Long, Integer> first = new HashMap<>();
    for (int i = 0; i < parents.length; i++) {
      parents[i] = i;
      for (long cluster : clusters.get(i)) {
        Integer other = first.putIfAbsent(cluster, i);
        if (other != null) {
          parents[root(parents, i)] = root(parents, other);
        }
      }
    }
    return IntStream.range(0, parents.length).map(i -> root(parents, i)).toArray();
  }

  private static long[] clusters(PictureRecord record) {
    return record.faces().stream()
        .mapToLong(
            face ->
                face.cluster()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "%s has a face without an identity cluster"
                                    .formatted(record.id()))))
        .toArray();
  }

  private static int root(int[] parents, int node) {
    int at = node;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  private Split split(String name) {
    double place = uniform(name);
    if (place < evaluation) {
      return Split.EVALUATION;
    }
    return place < evaluation + development ? Split.DEVELOPMENT : Split.TRAIN;
  }

  /** In [0, 1), the same on every machine. */
  private double uniform(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
      byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
