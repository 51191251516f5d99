package io.github.fpga.idzoom.stage;

import io.github.fpga.idzoom.record.PictureRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds pictures that look like an earlier one of a set, without comparing all pairs: of two hashes
 * that differ in at most d bits, one of d + 1 bands of bits must be equal.
 */
public final class NearDuplicates {

  private static final int BITS = 64;

  private NearDuplicates() {}

  /**
   * For each record itself, or that it looks like an earlier kept one; without a hash it is not
   * kept, either.
   *
   * @param maxDistance as in {@link #originals}
   */
  public static List<Outcome<PictureRecord>> apply(List<PictureRecord> records, int maxDistance) {
    List<PictureRecord> hashed =
        records.stream().filter(record -> record.perceptualHash().isPresent()).toList();
    long[] hashes = hashed.stream().mapToLong(NearDuplicates::hash).toArray();
    int[] originals = originals(hashes, maxDistance);
    List<Outcome<PictureRecord>> outcomes = new ArrayList<>();
    int next = 0;
    for (PictureRecord record : records) {
      if (record.perceptualHash().isEmpty()) {
        outcomes.add(Outcome.rejected(Reason.NOT_MEASURED, "perceptual hash"));
      } else if (originals[next] == next) {
        outcomes.add(Outcome.kept(record));
        next++;
      } else {
        PictureRecord original = hashed.get(originals[next]);
        int distance = PerceptualHash.distance(hashes[next], hash(original));
        outcomes.add(
            Outcome.rejected(
                Reason.DUPLICATE, "of %s, %d of 64 bits differ", original.id(), distance));
        next++;
      }
    }
    return outcomes;
  }

  private static long hash(PictureRecord record) {
    return record.perceptualHash().orElseThrow();
  }

  /**
   * For each hash the index of the first kept one within the distance: its own index if it is kept.
   * What is dropped is always near a kept one, never only near another dropped one.
   *
   * @param maxDistance in bits, 0 to 31; 6 finds scaled and re-encoded pictures
   */
  public static int[] originals(long[] hashes, int maxDistance) {
    if (maxDistance < 0 || maxDistance >= BITS / 2) {
      throw new IllegalArgumentException(
          "the distance is 0 to %d bits, got %d".formatted(BITS / 2 - 1, maxDistance));
    }
    int bands = maxDistance + 1;
    List<Map<Long, List<Integer>>> index = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      index.add(new HashMap<>());
    }
    int[] originals = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      originals[i] = i;
      for (int band = 0; band < bands; band++) {
        for (int kept : index.get(band).getOrDefault(key(hashes[i], band, bands), List.of())) {
          if (kept < originals[i]
              && PerceptualHash.distance(hashes[i], hashes[kept]) <= maxDistance) {
            originals[i] = kept;
          }
        }
      }
      for (int band = 0; band < bands && originals[i] == i; band++) {
        index
            .get(band)
            .computeIfAbsent(key(hashes[i], band, bands), key -> new ArrayList<>())
            .add(i);
      }
    }
    return originals;
  }

  private static long key(long hash, int band, int bands) {
    int from = band * BITS / bands;
    int to = (band + 1) * BITS / bands;
    long mask = to - from == BITS ? -1 : (1L << (to - from)) - 1;
    return hash >>> from & mask;
  }
}
