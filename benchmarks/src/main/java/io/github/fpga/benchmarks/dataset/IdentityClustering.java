package io.github.fpga.benchmarks.dataset;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.Decision;
import io.github.fpga.idzoom.build.PictureFacts;
import io.github.fpga.idzoom.build.WholeSet;
import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.SimilarFaces;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.tensor.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How well identity clustering finds people of PortraitWorld whom no network was trained with, of
 * whom every fifth is a sibling of another, with the face models of a build as usual. Half of the
 * pictures are close-ups, the others half pictures, every seventh of two people.
 *
 * <p>Arguments: the number of people (200 if absent) and of pictures of each (6), the seed of the
 * draw (1), and {@code development} for a table over thresholds to choose one by; else it is the
 * evaluation split and the usual threshold.
 */
public final class IdentityClustering {

  private static final int SIDE = 256;
  private static final int COUPLES = 7;
  private static final double LEAST_OVERLAP = 0.3;
  private static final long SEED = 1;

  /** A good part of the people is held out, so that it would be seen if they were divided. */
  private static final String SETTINGS =
      "{\"inputs\":[\"world\"],\"output\":\"none\",\"identity\":%s,\"duplicateBits\":0,\"splits\":{\"development\":0.2,\"evaluation\":0.2}}";

  private final List<Embedding> faces = new ArrayList<>();
  private final List<Integer> pictures = new ArrayList<>();
  private final List<Long> truth = new ArrayList<>();
  private final FaceAnalyzer analyzer = MicroFaces.load().analyzer();
  private int missed;

  /**
   * What was found.
   *
   * @param faces that were found and clustered
   * @param missed faces that the detector did not find
   * @param people to whom they belong
   * @param clusters they were put into
   * @param precision the share of pairs in one cluster that are of one person
   * @param recall the share of pairs of one person that are in one cluster
   * @param divided people of whom some faces went into another split than others
   * @param heldOut pictures in the splits development and evaluation
   * @param leftOut pictures that are in no split, because they may show somebody of another
   */
  public record Result(
      int faces,
      int missed,
      int people,
      int clusters,
      double precision,
      double recall,
      int divided,
      int heldOut,
      int leftOut) {

    /** The harmonic mean of precision and recall of pairs. */
    public double f1() {
      return 2 * precision * recall / (precision + recall);
    }
  }

  private IdentityClustering() {}

  public static void main(String[] args) {
    int people = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int each = args.length > 1 ? Integer.parseInt(args[1]) : 6;
    Engine.start(1);
    long seed = args.length > 2 ? Long.parseLong(args[2]) : SEED;
    if (args.length > 3 && args[3].equals("development")) {
      IdentityClustering work = draw(IdentitySplit.DEVELOPMENT, people, each, seed);
      for (int percent = 45; percent <= 80; percent += 5) {
        print(percent / 100.0, work.compare(percent / 100.0));
      }
    } else {
      print(BuildSettings.DEFAULT.identity(), measure(people, each, seed));
    }
  }

  private static void print(double threshold, Result result) {
    System.out.printf("at %.2f: pairwise F1 %.4f, %s%n", threshold, result.f1(), result);
  }

  /**
   * On people of the evaluation split, with the usual threshold.
   *
   * @param seed of people and scenes
   */
  public static Result measure(int people, int each, long seed) {
    return draw(IdentitySplit.EVALUATION, people, each, seed)
        .compare(BuildSettings.DEFAULT.identity());
  }

  private static IdentityClustering draw(IdentitySplit split, int people, int each, long seed) {
    IdentityClustering work = new IdentityClustering();
    List<Identity> all = People.draw(split, seed, people);
    for (int i = 0; i < people * each; i++) {
      Identity person = all.get(i / each);
      // Neighbours in the draw are couples, so that not everybody knows everybody.
      Identity other = all.get(Math.min(people - 1, i / each ^ 1));
      boolean couple = i % COUPLES == 0 && !other.equals(person);
      Shot shot = couple || i % 2 == 0 ? Shot.HALF : Shot.CLOSE_UP;
      work.add(
          SceneSampler.any()
              .withShot(shot)
              .sample(seed * 1_000_000 + i, couple ? List.of(person, other) : List.of(person)),
          i);
    }
    return work;
  }

  private void add(Scene scene, int picture) {
    Rendering drawn = Renderer.render(scene, SIDE, SIDE);
    int before = faces.size();
    for (Face face : analyzer.analyze(drawn.image())) {
      Optional<PersonTruth> whose = whose(face.detection(), drawn.truth().people());
      if (whose.isPresent()) {
        faces.add(Embedding.of(BuildSettings.DEFAULT.recogniser(), face.features()));
        pictures.add(picture);
        truth.add(whose.get().identitySeed());
      }
    }
    missed += drawn.truth().people().size() - (faces.size() - before);
  }

  private static Optional<PersonTruth> whose(Detection found, List<PersonTruth> people) {
    return people.stream()
        .filter(person -> person.faceBox().iou(found.box()) >= LEAST_OVERLAP)
        .findFirst();
  }

  private Result compare(double threshold) {
    Map<Integer, List<Integer>> byPicture = new LinkedHashMap<>();
    for (int face = 0; face < faces.size(); face++) {
      byPicture.computeIfAbsent(pictures.get(face), any -> new ArrayList<>()).add(face);
    }
    WholeSet set = new WholeSet(BuildSettings.parse(SETTINGS.formatted(threshold)));
    byPicture.forEach(
        (picture, shown) -> {
          List<Embedding> embeddings = shown.stream().map(faces::get).toList();
          // Any number: nothing is a duplicate here.
          set.add(PictureFacts.of("p" + picture, "p" + picture, picture, embeddings));
        });
    List<Decision> decisions =
        set.decide((all, least) -> SimilarFaces.neighbours(all, 0, all.length, least));
    long[] clusters = decisions.stream().flatMapToLong(d -> Arrays.stream(d.clusters())).toArray();
    Map<Long, Set<Split>> seen = new HashMap<>();
    int face = 0;
    for (Decision decision : decisions) {
      for (int i = 0; i < decision.clusters().length; i++) {
        Set<Split> where = seen.computeIfAbsent(truth.get(face++), person -> new HashSet<>());
        if (decision.kept()) {
          where.add(decision.split());
        }
      }
    }
    int divided = (int) seen.values().stream().filter(where -> where.size() > 1).count();
    long leftOut = decisions.stream().filter(decision -> !decision.kept()).count();
    long train = decisions.stream().filter(decision -> decision.split() == Split.TRAIN).count();
    return compare(clusters, divided, (int) (decisions.size() - leftOut - train), (int) leftOut);
  }

  /** Faces are in the order of their pictures. */
  private Result compare(long[] clusters, int divided, int heldOut, int leftOut) {
    long together = 0;
    long same = 0;
    long both = 0;
    for (int i = 0; i < clusters.length; i++) {
      for (int j = 0; j < i; j++) {
        boolean one = clusters[i] == clusters[j];
        boolean person = truth.get(i).equals(truth.get(j));
        together += one ? 1 : 0;
        same += person ? 1 : 0;
        both += one && person ? 1 : 0;
      }
    }
    return new Result(
        faces.size(),
        missed,
        (int) truth.stream().distinct().count(),
        (int) Arrays.stream(clusters).distinct().count(),
        (double) both / together,
        (double) both / same,
        divided,
        heldOut,
        leftOut);
  }
}
