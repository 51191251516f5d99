package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.IdentityClusters;
import io.github.fpga.idzoom.stage.NearDuplicates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What can only be decided over all pictures: which look like an earlier one, which faces are one
 * person, and in which split everybody belongs. The order is that of the input, so the result does
 * not depend on how it was divided.
 */
public final class WholeSet {

  /**
   * How much less alike than one person's those faces are that may not be in two splits: somebody
   * whom clustering took for two people stays in one split.
   */
  private static final double DOUBT = 0.25;

  private final List<PictureFacts> pictures;
  private final BuildSettings settings;

  /** For each face the number of its component, see {@code stage.SimilarFaces}. */
  @FunctionalInterface
  public interface Components {
    int[] of(float[][] embeddings, double threshold);
  }

  private WholeSet(List<PictureFacts> pictures, BuildSettings settings) {
    this.pictures = pictures;
    this.settings = settings;
  }

  /** The decision on each picture, in their order. */
  public static List<Decision> decide(
      List<PictureFacts> pictures, BuildSettings settings, Components components) {
    return new WholeSet(pictures, settings).decide(components);
  }

  private List<Decision> decide(Components components) {
    int[] originals =
        NearDuplicates.originals(
            pictures.stream().mapToLong(PictureFacts::hash).toArray(), settings.duplicateBits());
    int[] kept = IntStream.range(0, originals.length).filter(i -> originals[i] == i).toArray();
    Faces faces = faces(kept, components);
    double identity = settings.identity();
    List<long[]> clusters = clusters(kept, faces, identity);
    List<long[]> perhaps =
        clusters(kept, faces, Math.max(-0.999, identity - DOUBT * Math.abs(identity)));
    List<String> ids = IntStream.of(kept).mapToObj(i -> pictures.get(i).id()).toList();
    List<Split> splits = settings.splits().splits(ids, perhaps);
    List<Decision> decisions = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < originals.length; i++) {
      if (originals[i] == i) {
        decisions.add(new Decision(i, splits.get(next), clusters.get(next)));
        next++;
      } else {
        decisions.add(new Decision(originals[i], null, new long[0]));
      }
    }
    return decisions;
  }

  /** All faces of the kept pictures, whose they are, and which cannot share a person. */
  private record Faces(List<Embedding> all, int[] owners, int[] components) {}

  private Faces faces(int[] kept, Components components) {
    List<Embedding> faces = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i : kept) {
      for (Embedding face : pictures.get(i).embeddings(settings.recogniser())) {
        faces.add(face);
        owners.add(i);
      }
    }
    float[][] values = faces.stream().map(Embedding::values).toArray(float[][]::new);
    return new Faces(
        faces,
        owners.stream().mapToInt(Integer::intValue).toArray(),
        components.of(values, settings.identity()));
  }

  private List<long[]> clusters(int[] kept, Faces faces, double threshold) {
    long[] numbers =
        IdentityClusters.of(faces.all(), faces.owners(), threshold, faces.components());
    List<long[]> clusters = new ArrayList<>();
    int next = 0;
    for (int i : kept) {
      int count = pictures.get(i).embeddings().size();
      clusters.add(Arrays.copyOfRange(numbers, next, next + count));
      next += count;
    }
    return clusters;
  }
}
