package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.Point;
import io.github.fpga.pipelines.condition.Prompts;
import io.github.fpga.pipelines.family.FamilyTraits;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.people.Placement;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** One picture: its faces, whose they are, what is to be done to them, and what came of it. */
final class FaceScene {

  /** A face that covers this much of a region is the region's face, even if it was not assigned. */
  private static final double SAME_PLACE = 0.1;

  /** Keep the noise of pictures, faces and tries apart. */
  private static final long OTHER_PICTURE = 0x9e3779b97f4a7c15L;

  private static final long OTHER_NOISE = 0xbf58476d1ce4e5b9L;

  private final RestoreRequest request;
  private final FamilyTraits family;
  private final PosedFaces posed;
  private final List<Face> faces;
  private final int[] faceOf;
  private final List<Task> tasks = new ArrayList<>();
  private final List<String> unfound = new ArrayList<>();
  private final FaceTrials trials;

  /**
   * A face in work.
   *
   * @param person its index in the request
   * @param face its index from the left, -1 where none was found
   * @param jobs of its tries, by their number from 0
   */
  private record Task(int person, int face, IntFunction<FaceJob> jobs) {}

  /** Step 1: finds the faces and whose they are; then cuts them out. */
  FaceScene(PortraitModels models, RestoreRequest request, FaceChoice choice, PosedFaces posed) {
    this.request = request;
    this.posed = posed;
    family = models.traits();
    faces =
        models.faces().analyze(request.picture().image()).stream()
            .sorted(Comparator.comparingDouble(face -> face.box().centre().x()))
            .toList();
    faceOf = choice.choose(request, faces);
    for (int i = 0; i < faceOf.length; i++) {
      Box made = faceOf[i] < 0 ? emptyRegion(i) : null;
      if (faceOf[i] < 0 && made == null) {
        unfound.add(request.people().get(i).person().name());
      } else if (changes(models)) {
        tasks.add(made == null ? task(i, faceOf[i]) : task(i, made));
      }
    }
    trials =
        new FaceTrials(
            request.picture().image(),
            models.faces(),
            options(),
            tasks.stream().map(Task::jobs).toList());
  }

  private boolean changes(PortraitModels models) {
    return FaceBatch.grid(models.schedule(), request.options()).remaining() > 0;
  }

  /** The region of a person whose face was not found, where nobody else's face is. */
  private Box emptyRegion(int person) {
    Placement placement = request.people().get(person);
    if (placement.region() == null || !request.options().does().template()) {
      return null;
    }
    BufferedImage image = request.picture().image();
    Box region = placement.region().toPixels(image.getWidth(), image.getHeight());
    return faces.stream().anyMatch(face -> face.box().iou(region) > SAME_PLACE) ? null : region;
  }

  private Task task(int person, int face) {
    Face found = faces.get(face);
    List<FacePoints> points = FacePoints.all(found, posed.five(person));
    return new Task(
        person,
        face,
        attempt ->
            job(person, found.detection(), points.get(attempt % points.size()), face, attempt));
  }

  /** The points of a face that was found, known better where somebody was painted there. */
  private FacePoints points(int face) {
    int person = personOf(face);
    return FacePoints.of(faces.get(face), person < 0 ? Optional.empty() : posed.five(person));
  }

  private Task task(int person, Box region) {
    FacePoints points = FacePoints.template(region);
    Detection made = new Detection(region, 0, points.five());
    int number = faces.size() + person;
    return new Task(person, -1, attempt -> job(person, made, points, number, attempt));
  }

  private FaceJob job(int person, Detection detection, FacePoints points, int number, int attempt) {
    Placement placement = request.people().get(person);
    List<List<Point>> shown = new ArrayList<>();
    List<Box> untouchable = new ArrayList<>();
    shown.add(points.five());
    for (int i = 0; i < faces.size(); i++) {
      Face other = faces.get(i);
      if (other.detection() != detection) {
        shown.add(points(i).five());
      }
      if (personOf(i) < 0) {
        untouchable.add(other.box());
      }
    }
    FaceJob.Surroundings around =
        new FaceJob.Surroundings(request.options().mask(), family.cropSide(), untouchable, shown);
    return FaceJob.of(
        request.picture().image(),
        detection,
        points,
        placement,
        around,
        request.seed() * OTHER_PICTURE + number + attempt * OTHER_NOISE,
        text(placement));
  }

  private String text(Placement placement) {
    String picture = request.prompt().isBlank() ? "a " + family.faceWords() : request.prompt();
    return Prompts.personal(Prompts.styled(request.style(), picture), placement.prompt());
  }

  RestoreOptions options() {
    return request.options();
  }

  /** Faces to be made in the next round; empty when all is done. */
  List<FaceJob> jobs() {
    return trials.jobs();
  }

  /** Steps 6 and 8: puts the new faces back and judges them, see {@link FaceTrials}. */
  void judge(Map<FaceJob, BufferedImage> crops) {
    trials.judge(crops);
  }

  /** The picture with those new faces that are more like their person. */
  Restored finish() {
    List<FaceTrials.Trial> best = trials.best();
    Compositor kept = trials.kept();
    return new Restored(kept.paste(), reports(best), unfound, kept.area(), worked(best));
  }

  private List<WorkedCrop> worked(List<FaceTrials.Trial> best) {
    List<WorkedCrop> worked = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      FaceTrials.Trial trial = best.get(i);
      FaceJob job = trial.job();
      worked.add(
          new WorkedCrop(tasks.get(i).person(), job.crop().image(), trial.crop(), job.working()));
    }
    return worked;
  }

  private List<FaceReport> reports(List<FaceTrials.Trial> best) {
    List<FaceReport> reports = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      int person = personOf(i);
      if (person < 0) {
        reports.add(untouched(i, null, Decision.UNCLAIMED, "nobody asked for this face"));
      } else if (tasks.isEmpty()) {
        String name = request.people().get(person).person().name();
        reports.add(
            untouched(
                i, name, Decision.UNCHANGED, "at this strength no step of the grid is taken"));
      }
    }
    for (int i = 0; i < best.size(); i++) {
      reports.add(worked(tasks.get(i), best.get(i)));
    }
    reports.sort(Comparator.comparingDouble(report -> report.box().centre().x()));
    return reports;
  }

  private FaceReport untouched(int face, String person, Decision decision, String reason) {
    Detection found = faces.get(face).detection();
    return new FaceReport(
        face + 1,
        found.box(),
        found.score(),
        person,
        decision,
        reason,
        Double.NaN,
        Double.NaN,
        0,
        null);
  }

  private FaceReport worked(Task task, FaceTrials.Trial best) {
    FaceJob job = best.job();
    String name = job.placement().person().name();
    String found =
        task.face() < 0 ? "no face was found in the region, one was made from the template; " : "";
    double rise = options().rise(best.before());
    String refused =
        rise < 0
            ? "the new face was less like %s: %.3f before, %.3f after, %.3f less is let pass"
            : "the new face was not more like %s: %.3f before, %.3f after, %.3f more is asked for";
    String reason =
        String.format(
            Locale.ROOT,
            best.kept() ? "similarity to %s went from %.3f to %.3f" : refused,
            name,
            best.before(),
            best.after(),
            Math.abs(rise));
    return new FaceReport(
        task.face() + 1,
        job.detection().box(),
        job.detection().score(),
        name,
        best.kept() ? Decision.RESTORED : Decision.KEPT,
        found + reason + (best.tries() == 1 ? "" : "; made %d times".formatted(best.tries())),
        best.before(),
        best.after(),
        best.tries(),
        job.points().from());
  }

  /** Who claimed a face, -1 for nobody. */
  private int personOf(int face) {
    for (int i = 0; i < faceOf.length; i++) {
      if (faceOf[i] == face) {
        return i;
      }
    }
    return -1;
  }
}
