package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Step 8 of DIIR, the gate: new faces that are not more like their person than old ones that could
 * be told for theirs are put away again. A refused face is made anew, as often as the options
 * allow, by the next of the points that may be a broken face's and with other fresh noise. Of
 * several refused tries the one most like the person counts. Our definition.
 */
final class FaceTrials {

  private final BufferedImage image;
  private final FaceAnalyzer analyzer;
  private final RestoreOptions options;
  private final List<Candidate> faces;
  private int rounds;

  /** One face: the job of its next try, and its best try so far. */
  private static final class Candidate {
    private final IntFunction<FaceJob> jobs;
    private FaceJob next;
    private Trial best;

    Candidate(IntFunction<FaceJob> jobs) {
      this.jobs = jobs;
      next = jobs.apply(0);
    }
  }

  /**
   * A try of a face.
   *
   * @param crop the new face, in working size
   * @param before similarity to the person of the old face, the highest by any points tried: wrong
   *     points make a good face look bad
   * @param after similarity of the new one
   * @param kept whether the gate lets it pass
   * @param tries made so far
   */
  record Trial(
      FaceJob job, BufferedImage crop, double before, double after, boolean kept, int tries) {}

  /**
   * @param image the picture before
   * @param faces those in work: the job of each one's try, by its number from 0
   */
  FaceTrials(
      BufferedImage image,
      FaceAnalyzer analyzer,
      RestoreOptions options,
      List<IntFunction<FaceJob>> faces) {
    this.image = image;
    this.analyzer = analyzer;
    this.options = options;
    this.faces = faces.stream().map(Candidate::new).toList();
  }

  /** What is to be made next: everything at first, then what was refused; empty when done. */
  List<FaceJob> jobs() {
    return faces.stream().map(face -> face.next).filter(Objects::nonNull).toList();
  }

  /**
   * Judges the new faces where they were pasted, beside those that were kept.
   *
   * @param crops of all of {@link #jobs}
   */
  void judge(Map<FaceJob, BufferedImage> crops) {
    List<Candidate> open = faces.stream().filter(face -> face.next != null).toList();
    if (open.isEmpty()) {
      return;
    }
    rounds++;
    Compositor all = new Compositor(image);
    for (Candidate face : faces) {
      if (face.next == null) {
        all.add(face.best.job(), face.best.crop());
      } else {
        all.add(face.next, crops.get(face.next));
      }
    }
    List<Detection> places = open.stream().map(face -> face.next.detection()).toList();
    List<FaceFeatures> before = analyzer.embed(image, places);
    List<FaceFeatures> after = analyzer.embed(all.paste(), places);
    for (int i = 0; i < open.size(); i++) {
      judge(open.get(i), crops.get(open.get(i).next), before.get(i), after.get(i));
    }
  }

  private void judge(Candidate face, BufferedImage crop, FaceFeatures before, FaceFeatures after) {
    FaceJob job = face.next;
    Trial best = face.best;
    FaceFeatures person = job.placement().person().features();
    double was = person.similarity(before);
    if (best != null) {
      was = Math.max(was, best.before());
    }
    double is = person.similarity(after);
    boolean kept = is >= was + options.rise(was) || !options.does().gate();
    boolean worse = best != null && best.after() >= is;
    face.best =
        worse
            ? new Trial(best.job(), best.crop(), was, best.after(), false, rounds)
            : new Trial(job, crop, was, is, kept, rounds);
    face.next = kept || rounds >= options.tries() ? null : face.jobs.apply(rounds);
  }

  /** The best try of every face, in their order. */
  List<Trial> best() {
    return faces.stream().map(face -> face.best).toList();
  }

  /** The picture with all faces that were kept. */
  Compositor kept() {
    Compositor compositor = new Compositor(image);
    for (Candidate face : faces) {
      if (face.best.kept()) {
        compositor.add(face.best.job(), face.best.crop());
      }
    }
    return compositor;
  }
}
