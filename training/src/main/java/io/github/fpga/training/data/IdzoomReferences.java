package io.github.fpga.training.data;

import io.github.fpga.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Identity features of the people of {@link IdzoomSamples}, with the arrays of {@link References}:
 * from another picture of the same cluster; where a person has one picture only, from this one.
 */
final class IdzoomReferences {

  private IdzoomReferences() {}

  /** Opens the features of a folder, looking up first what is missing, shard for shard. */
  static Shards build(Path folder, Shards samples, FaceBank bank, long seed, IntConsumer progress) {
    return Shards.build(
        folder,
        samples.count(),
        shard -> shard(samples.start(shard), samples.start(shard + 1), samples, bank, seed),
        progress);
  }

  private static Map<String, Tensor> shard(
      int from, int to, Shards samples, FaceBank bank, long seed) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    List<Tensor> global = new ArrayList<>();
    List<Tensor> local = new ArrayList<>();
    for (int index = from; index < to; index++) {
      List<Integer> rows = rows(index, samples, bank, seed);
      global.add(features("global", rows, bank));
      local.add(features("local", rows, bank));
    }
    arrays.put("global", Tensors.stack(0, global));
    arrays.put("local", Tensors.stack(0, local));
    return arrays;
  }

  /** The reference of every filled place, as rows of the bank. */
  private static List<Integer> rows(int index, Shards samples, FaceBank bank, long seed) {
    RandomGenerator random = WorldScenes.random(seed, index);
    long picture = samples.row("picture", index).item_long();
    List<Integer> rows = new ArrayList<>();
    for (long identity : identities(samples, index)) {
      if (identity >= 0) {
        rows.add(bank.reference(identity, picture, random));
      }
    }
    return rows;
  }

  private static long[] identities(Shards samples, int index) {
    long[] identities = new long[WorldSamples.PEOPLE];
    samples.row("identities", index).contiguous().data_ptr_long().get(identities);
    return identities;
  }

  private static Tensor features(String key, List<Integer> rows, FaceBank bank) {
    List<Tensor> places = new ArrayList<>();
    for (int i = 0; i < WorldSamples.PEOPLE; i++) {
      Tensor first = bank.features(key, rows.get(0));
      places.add(i < rows.size() ? bank.features(key, rows.get(i)) : torch.zeros_like(first));
    }
    return Tensors.stack(0, places);
  }

  /** The share of people whose reference is this very picture, for want of another, in [0, 1]. */
  static double withoutAnother(Shards samples, FaceBank bank, long seed) {
    int all = 0;
    int own = 0;
    for (int index = 0; index < samples.size(); index++) {
      long picture = samples.row("picture", index).item_long();
      for (int row : rows(index, samples, bank, seed)) {
        all++;
        own += bank.isOther(row, picture) ? 0 : 1;
      }
    }
    return (double) own / all;
  }
}
