package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.CropAgreement;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.evaluation.suite.StudioPeople;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.Point;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.Decision;
import io.github.fpga.pipelines.diir.FaceReport;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.diir.WorkedCrop;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.pipelines.run.StageTimes;
import io.github.fpga.pipelines.swap.SwapRequest;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A studio as any user has it, with other than the default options. */
public final class StudioWorkshop implements Workshop {

  private static final double NANOS = 1e9;

  private final PortraitStudio studio;
  private final StudioPeople people;

  public StudioWorkshop(PortraitStudio studio) {
    this.studio = studio;
    people = new StudioPeople(studio);
  }

  @Override
  public String checksum() {
    return people.checksum();
  }

  @Override
  public Work generate(SceneSpec scene, List<List<Path>> references, Method.Generated how) {
    Placement[] placements =
        people.placements(scene, references).stream()
            .map(placement -> placement.withWeight(how.strength()))
            .toArray(Placement[]::new);
    GenerateRequest request =
        GenerateRequest.of(scene.prompt(), placements)
            .withStyle(scene.style())
            .withPose(scene.pose())
            .withSeed(scene.seed())
            .withBinding(how.binding())
            .withSampling(how.sampling())
            .withRestore(null);
    long start = System.nanoTime();
    GenerateResult made = studio.generate(request).get(0);
    double seconds = seconds(start);
    double denoising = made.times().wall().get(Stage.DENOISE).toNanos() / NANOS;
    return new Work(
        made.image(),
        made.pngText(),
        null,
        List.of(),
        seconds,
        network(made.times()),
        denoising / how.sampling().steps());
  }

  @Override
  public Work restore(
      SceneSpec scene, List<List<Path>> references, Path picture, RestoreOptions options) {
    List<Placement> placements = people.placements(scene, references);
    RestoreRequest request =
        RestoreRequest.of(InputPicture.read(picture), placements.toArray(Placement[]::new))
            .withStyle(scene.style())
            .withOptions(options)
            .withSeed(scene.seed());
    long start = System.nanoTime();
    RestoreResult restored = studio.restore(request);
    List<String> names = placements.stream().map(p -> p.person().name()).toList();
    return work(restored, names, 0, seconds(start));
  }

  @Override
  public Work swap(
      SceneSpec scene, int place, List<Path> references, Path picture, RestoreOptions options) {
    InputPicture input = InputPicture.read(picture);
    int face = nearest(studio.faces(input.image()), scene.region(place).centre());
    if (face < 0) {
      return Work.of(input.image());
    }
    Person person = people.person(scene.people().get(place), references);
    SwapRequest request =
        SwapRequest.of(input, face + 1, person)
            .withStyle(scene.style())
            .withOptions(options)
            .withSeed(scene.seed());
    long start = System.nanoTime();
    return work(studio.swap(request), List.of(person.name()), place, seconds(start));
  }

  private static int nearest(List<Face> faces, Point wanted) {
    int nearest = -1;
    for (int i = 0; i < faces.size(); i++) {
      if (nearest < 0
          || faces.get(i).box().centre().distance(wanted)
              < faces.get(nearest).box().centre().distance(wanted)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /**
   * @param first the place of the first of the names
   */
  private static Work work(RestoreResult restored, List<String> names, int first, double seconds) {
    List<Work.WorkedFace> faces = new ArrayList<>();
    for (WorkedCrop crop : restored.crops()) {
      FaceReport report =
          restored.faces().stream()
              .filter(face -> names.get(crop.person()).equals(face.person()))
              .findFirst()
              .orElseThrow();
      faces.add(
          new Work.WorkedFace(
              first + crop.person(),
              report.decision() == Decision.RESTORED,
              report.after(),
              CropAgreement.of(crop.before(), crop.after(), crop.mask())));
    }
    return new Work(
        restored.image(),
        restored.pngText(),
        restored.changed().toMask(),
        faces,
        seconds,
        network(restored.times()),
        Double.NaN);
  }

  @Override
  public BufferedImage roundTrip(BufferedImage picture) {
    return people.roundTrip(picture);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / NANOS;
  }

  private static double network(StageTimes times) {
    return times.network().toNanos() / NANOS;
  }
}
