package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Step 8 of DIIR, the gate: new faces that are not more like their person than the old ones are put
 * away again. A refused face is made anew with other fresh noise, as often as the options allow. Of
 * several refused tries the one most like the person counts. Our definition.
 */
final class FaceTrials {

  /** Far from the seeds of other faces and other pictures. */
  private static final long OTHER_NOISE = 0xbf58476d1ce4e5b9L;

  private final BufferedImage image;
  private final FaceAnalyzer analyzer;
  private final RestoreOptions options;
  private final List<Candidate> faces;
  private int rounds;

  /** The state of one face: the job of its next try, and its best try so far. */
  private static final class Candidate {
    private final FaceJob first;
    private FaceJob next;
    private Trial best;

    Candidate(FaceJob job) {
      first = job;
      next = job;
    }
  }

  /**
   * A try of a face.
   *
   * @param crop the new face, in working size
   * @param before similarity to the person of the old face
   * @param after similarity of the new one
   * @param kept whether the gate lets it pass
   * @param tries made so far
   */
  record Trial(BufferedImage crop, double before, double after, boolean kept, int tries) {}

  /**
   * @param image the picture before
   * @param jobs its faces in work
   */
  FaceTrials(
      BufferedImage image, FaceAnalyzer analyzer, RestoreOptions options, List<FaceJob> jobs) {
    this.image = image;
    this.analyzer = analyzer;
    this.options = options;
    faces = jobs.stream().map(Candidate::new).toList();
  }

  /** What is to be made next: everything at first, then what was refused; empty when done. */
  List<FaceJob> jobs() {
    return faces.stream().map(face -> face.next).filter(job -> job != null).toList();
  }

  /**
   * Judges the new faces where they were pasted, beside those that were kept.
   *
   * @param crops of all of {@link #jobs}
   */
  void judge(Map<FaceJob, BufferedImage> crops) {
    List<Integer> open =
        IntStream.range(0, faces.size()).filter(i -> faces.get(i).next != null).boxed().toList();
    if (open.isEmpty()) {
      return;
    }
    rounds++;
    Compositor all = new Compositor(image);
    for (Candidate face : faces) {
      all.add(face.first, face.next == null ? face.best.crop() : crops.get(face.next));
    }
    List<Detection> places = open.stream().map(i -> faces.get(i).first.detection()).toList();
    List<FaceFeatures> before = analyzer.embed(image, places);
    List<FaceFeatures> after = analyzer.embed(all.paste(), places);
    for (int n = 0; n < open.size(); n++) {
      Candidate face = faces.get(open.get(n));
      judge(face, crops.get(face.next), before.get(n), after.get(n));
    }
  }

  private void judge(Candidate face, BufferedImage crop, FaceFeatures before, FaceFeatures after) {
    FaceFeatures person = face.first.placement().person().features();
    double was = person.similarity(before);
    double is = person.similarity(after);
    boolean kept = is >= was + options.gateMargin() || !options.does().gate();
    Trial best = face.best;
    boolean worse = best != null && best.after() >= is;
    face.best =
        worse
            ? new Trial(best.crop(), was, best.after(), false, rounds)
            : new Trial(crop, was, is, kept, rounds);
    face.next =
        kept || rounds >= options.tries()
            ? null
            : face.first.withNoise(face.first.noiseSeed() + rounds * OTHER_NOISE);
  }

  /** The best try of every face, in the order of the jobs. */
  List<Trial> best() {
    return faces.stream().map(face -> face.best).toList();
  }

  /** The picture with all faces that were kept. */
  Compositor kept() {
    Compositor compositor = new Compositor(image);
    for (Candidate face : faces) {
      if (face.best.kept()) {
        compositor.add(face.first, face.best.crop());
      }
    }
    return compositor;
  }
}
