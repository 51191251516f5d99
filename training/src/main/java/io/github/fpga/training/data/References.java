package io.github.fpga.training.data;

import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Reference;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
   * @param weights one per reference picture of everybody; they are joined as {@link
   *     Person#features} joins a person's
   */
  public static Shards build(
      Path folder,
      Shards samples,
      FaceRecogniser recogniser,
      long seed,
      List<Double> weights,
      IntConsumer progress) {
    return Shards.build(
        folder,
        samples.count(),
        shard ->
            shard(
                IntStream.range(samples.start(shard), samples.start(shard + 1)).toArray(),
                samples,
                recogniser,
                seed,
                weights),
        progress);
  }

  private static Map<String, Tensor> shard(
      int[] indices, Shards samples, FaceRecogniser recogniser, long seed, List<Double> weights) {
    List<Tensor> global = new ArrayList<>();
    List<Tensor> local = new ArrayList<>();
    for (int index : indices) {
      long[] identities = new long[WorldSamples.PEOPLE];
      samples.row("identities", index).contiguous().data_ptr_long().get(identities);
      RandomGenerator random = WorldScenes.random(seed, index);
      List<Long> people =
          Arrays.stream(identities).filter(identity -> identity >= 0).boxed().toList();
      Map<Long, FaceFeatures> known = known(people, random, recogniser, weights);
      // Clones share their references.
      List<FaceFeatures> features = people.stream().map(known::get).toList();
      global.add(row(features, true));
      local.add(row(features, false));
    }
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("global", Tensors.stack(0, global));
    arrays.put("local", Tensors.stack(0, local));
    return arrays;
  }

  /** The features of everybody, from as many new pictures as there are weights. */
  private static Map<Long, FaceFeatures> known(
      List<Long> people, RandomGenerator random, FaceRecogniser recogniser, List<Double> weights) {
    List<Long> distinct = people.stream().distinct().toList();
    List<BufferedImage> aligned = new ArrayList<>();
    for (long identity : distinct) {
      for (int i = 0; i < weights.size(); i++) {
        aligned.add(ReferencePortrait.draw(Identity.of(identity), random).image());
      }
    }
    List<FaceFeatures> found = recogniser.embed(aligned);
    Map<Long, FaceFeatures> known = new HashMap<>();
    for (int i = 0; i < distinct.size(); i++) {
      List<FaceFeatures> own = found.subList(i * weights.size(), (i + 1) * weights.size());
      known.put(distinct.get(i), joined(own, weights));
    }
    return known;
  }

  private static FaceFeatures joined(List<FaceFeatures> faces, List<Double> weights) {
    if (faces.size() == 1) {
      return faces.get(0);
    }
    List<Reference> references =
        IntStream.range(0, faces.size())
            .mapToObj(i -> new Reference(faces.get(i), weights.get(i)))
            .toList();
    return new Person("a person of a sample", references, null).features();
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
