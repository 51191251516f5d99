package io.github.fpga.training.data;

import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Identity features of the people of cached samples, from other pictures than the samples: another
 * scene, light, pose and expression each.
 *
 * <p>Arrays: {@code global} fp16 (n, P, D), {@code local} fp16 (n, P, tokens, C); zeros where a
 * place is empty.
 */
public final class References {

  private References() {}

  /**
   * Opens the features of a folder, computing first what is missing.
   *
   * @param samples the samples whose identities are described, shard for shard
   */
  public static Shards build(
      Path folder, Shards samples, FaceRecogniser recogniser, long seed, IntConsumer progress) {
    return Shards.build(
        folder,
        samples.count(),
        shard -> shard(samples.start(shard), samples.start(shard + 1), samples, recogniser, seed),
        progress);
  }

  private static Map<String, Tensor> shard(
      int from, int to, Shards samples, FaceRecogniser recogniser, long seed) {
    List<Tensor> global = new ArrayList<>();
    List<Tensor> local = new ArrayList<>();
    for (int index = from; index < to; index++) {
      long[] identities = new long[WorldSamples.PEOPLE];
      samples.row("identities", index).contiguous().data_ptr_long().get(identities);
      RandomGenerator random = WorldScenes.random(seed, index);
      Map<Long, BufferedImage> aligned = new LinkedHashMap<>();
      for (long identity : identities) {
        if (identity >= 0) {
          aligned.computeIfAbsent(
              identity, i -> ReferencePortrait.draw(Identity.of(i), random).image());
        }
      }
      List<FaceFeatures> features = features(identities, aligned, recogniser);
      global.add(row(features, true));
      local.add(row(features, false));
    }
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("global", Tensors.stack(0, global));
    arrays.put("local", Tensors.stack(0, local));
    return arrays;
  }

  /** The features of every place; clones share theirs. */
  private static List<FaceFeatures> features(
      long[] identities, Map<Long, BufferedImage> aligned, FaceRecogniser recogniser) {
    List<Long> known = List.copyOf(aligned.keySet());
    List<FaceFeatures> found = recogniser.embed(List.copyOf(aligned.values()));
    return Arrays.stream(identities)
        .filter(identity -> identity >= 0)
        .mapToObj(identity -> found.get(known.indexOf(identity)))
        .toList();
  }

  private static Tensor row(List<FaceFeatures> features, boolean global) {
    FaceFeatures first = features.get(0);
    long[] shape =
        global ? new long[] {first.global().length} : new long[] {first.tokens(), first.channels()};
    return Scope.of(
        () -> {
          List<Tensor> places = new ArrayList<>();
          for (int i = 0; i < WorldSamples.PEOPLE; i++) {
            places.add(
                i >= features.size()
                    ? Tensors.zeros(shape)
                    : Tensors.of(
                        global ? features.get(i).global() : features.get(i).local(), shape));
          }
          return Tensors.stack(0, places).to(ScalarType.Half);
        });
  }
}
