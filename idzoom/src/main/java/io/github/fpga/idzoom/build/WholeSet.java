package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.IdentityClusters;
import io.github.fpga.idzoom.stage.IdentitySplits;
import io.github.fpga.idzoom.stage.NearDuplicates;
import io.github.fpga.idzoom.stage.SamePerson;
import io.github.fpga.idzoom.stage.SplitDoubts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What can only be decided over all pictures: which look like an earlier one, which faces are one
 * person, and in which split everybody belongs. The order is that of the input, so the result does
 * not depend on how it was divided. Of each picture it holds id, hash and embeddings.
 */
public final class WholeSet {

  /**
   * Two faces alone are held to be one person from this share of {@link BuildSettings#identity} on,
   * if nothing speaks more for somebody else; measured on development people.
   */
  private static final double JOINING = 0.62;

  /** Candidates for one person have at least this share of it. */
  private static final double CANDIDATES = 0.5;

  private final BuildSettings settings;
  private final List<String> ids = new ArrayList<>();
  private final LongStream.Builder hashes = LongStream.builder();

  /** For each picture the embeddings of its faces. */
  private final List<List<float[]>> embeddings = new ArrayList<>();

  /** For each face similar ones, see {@code stage.SimilarFaces}. */
  @FunctionalInterface
  public interface Neighbours {
    int[][] of(float[][] embeddings, double least);
  }

  public WholeSet(BuildSettings settings) {
    this.settings = settings;
  }

  /** The next picture in the order of the input. */
  public void add(PictureFacts picture) {
    ids.add(picture.id());
    hashes.add(picture.hash());
    embeddings.add(picture.values());
  }

  /** The decision on each picture, in their order; once, when all are there. */
  public List<Decision> decide(Neighbours neighbours) {
    int[] originals = NearDuplicates.originals(hashes.build().toArray(), settings.duplicateBits());
    int[] kept = IntStream.range(0, originals.length).filter(i -> originals[i] == i).toArray();
    Faces faces = faces(kept, neighbours);
    SamePerson model =
        new SamePerson(settings.faceModels().likeness(), JOINING * settings.identity());
    long[] numbers = IdentityClusters.of(faces.all(), faces.owners(), model, faces.neighbours());
    List<long[]> clusters = byPicture(kept, numbers);
    List<String> keptIds = IntStream.of(kept).mapToObj(ids::get).toList();
    List<long[]> together = together(kept, faces, numbers, clusters);
    Split[] splits = settings.splits().splits(keptIds, together).toArray(Split[]::new);
    int[] groups = IdentitySplits.groups(together);
    int[] rivals;
    do {
      rivals = rivals(faces, numbers, kept, splits, model);
    } while (trainOnDoubtful(splits, groups, kept, rivals));
    Decision[] decisions = new Decision[originals.length];
    Arrays.setAll(decisions, i -> Decision.duplicate(originals[i]));
    for (int i = 0; i < kept.length; i++) {
      int picture = kept[i];
      decisions[picture] =
          rivals[picture] < 0
              ? Decision.keep(picture, splits[i], clusters.get(i))
              : Decision.unsure(picture, rivals[picture], clusters.get(i));
    }
    return List.of(decisions);
  }

  /** For each picture another that may show the same person in another split, or -1. */
  private int[] rivals(Faces faces, long[] numbers, int[] kept, Split[] splits, SamePerson model) {
    Split[] byPicture = new Split[ids.size()];
    for (int i = 0; i < kept.length; i++) {
      byPicture[kept[i]] = splits[i];
    }
    List<Split> byFace = Arrays.stream(faces.owners()).mapToObj(i -> byPicture[i]).toList();
    int[] doubts = SplitDoubts.of(faces.all(), numbers, byFace, model, faces.neighbours());
    int[] rivals = new int[ids.size()];
    Arrays.fill(rivals, -1);
    for (int face = 0; face < doubts.length; face++) {
      if (doubts[face] >= 0) {
        rivals[faces.owners()[face]] = faces.owners()[doubts[face]];
      }
    }
    return rivals;
  }

  /**
   * Whoever may be in two splits goes to training with all their pictures. What is left in doubt
   * then are odd faces, which may be anybody's.
   *
   * @return whether somebody went
   */
  private static boolean trainOnDoubtful(Split[] splits, int[] groups, int[] kept, int[] rivals) {
    Set<Integer> doubtful = new HashSet<>();
    for (int i = 0; i < kept.length; i++) {
      int rival = rivals[kept[i]];
      if (rival >= 0) {
        doubtful.add(groups[i]);
        doubtful.add(groups[Arrays.binarySearch(kept, rival)]);
      }
    }
    boolean changed = false;
    for (int i = 0; i < kept.length; i++) {
      if (splits[i] != Split.TRAIN && doubtful.contains(groups[i])) {
        splits[i] = Split.TRAIN;
        changed = true;
      }
    }
    return changed;
  }

  /** All faces of the kept pictures, in which they are, and which others are like each. */
  private record Faces(float[][] all, int[] owners, int[][] neighbours) {}

  private Faces faces(int[] kept, Neighbours neighbours) {
    float[][] all =
        IntStream.of(kept).boxed().flatMap(i -> embeddings.get(i).stream()).toArray(float[][]::new);
    int[] owners =
        IntStream.of(kept).flatMap(i -> embeddings.get(i).stream().mapToInt(face -> i)).toArray();
    return new Faces(all, owners, neighbours.of(all, CANDIDATES * settings.identity()));
  }

  private List<long[]> byPicture(int[] kept, long[] numbers) {
    List<long[]> clusters = new ArrayList<>();
    int next = 0;
    for (int i : kept) {
      int count = embeddings.get(i).size();
      clusters.add(Arrays.copyOfRange(numbers, next, next + count));
      next += count;
    }
    return clusters;
  }

  /**
   * The people of each picture, and of those with few faces also whom they are most like: if it is
   * the same person after all, they are in one split.
   */
  private List<long[]> together(int[] kept, Faces faces, long[] numbers, List<long[]> clusters) {
    Map<Long, Long> sizes =
        Arrays.stream(numbers)
            .boxed()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long[] likest = new long[numbers.length];
    for (int face = 0; face < likest.length; face++) {
      likest[face] =
          sizes.get(numbers[face]) < SplitDoubts.FEW ? likest(face, faces, numbers) : numbers[face];
    }
    List<long[]> perhaps = byPicture(kept, likest);
    List<long[]> together = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      together.add(
          LongStream.concat(Arrays.stream(clusters.get(i)), Arrays.stream(perhaps.get(i)))
              .toArray());
    }
    return together;
  }

  /** The person of the most similar face in another picture who is not the face's own. */
  private static long likest(int face, Faces faces, long[] numbers) {
    return Arrays.stream(faces.neighbours()[face])
        .filter(other -> faces.owners()[other] != faces.owners()[face])
        .mapToLong(other -> numbers[other])
        .filter(number -> number != numbers[face])
        .findFirst()
        .orElse(numbers[face]);
  }
}
