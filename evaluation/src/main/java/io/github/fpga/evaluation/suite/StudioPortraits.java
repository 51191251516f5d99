package io.github.fpga.evaluation.suite;

import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.InvertRequest;
import io.github.fpga.pipelines.diir.InvertResult;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.StageTimes;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The studio as any user has it, with its defaults. */
public final class StudioPortraits implements Portraits {

  private static final double NANOS = 1e9;

  private final PortraitStudio studio;
  private final StudioPeople people;

  public StudioPortraits(PortraitStudio studio) {
    this.studio = studio;
    people = new StudioPeople(studio);
  }

  @Override
  public String checksum() {
    return people.checksum();
  }

  @Override
  public Made generate(SceneSpec scene, List<List<Path>> references) {
    GenerateRequest request =
        GenerateRequest.of(
                scene.prompt(), people.placements(scene, references).toArray(Placement[]::new))
            .withStyle(scene.style())
            .withPose(scene.pose())
            .withSeed(scene.seed())
            .withRestore(null);
    long start = System.nanoTime();
    GenerateResult made = studio.generate(request).get(0);
    return new Made(made.image(), made.pngText(), timing(start, made.times()));
  }

  @Override
  public Restored restore(SceneSpec scene, List<List<Path>> references, Path picture) {
    RestoreRequest request =
        RestoreRequest.of(
                InputPicture.read(picture),
                people.placements(scene, references).toArray(Placement[]::new))
            .withStyle(scene.style())
            .withSeed(scene.seed());
    long start = System.nanoTime();
    RestoreResult restored = studio.restore(request);
    return new Restored(
        restored.image(),
        restored.changed().toMask(),
        restored.faces(),
        restored.pngText(),
        timing(start, restored.times()));
  }

  @Override
  public BufferedImage roundTrip(BufferedImage picture) {
    return people.roundTrip(picture);
  }

  @Override
  public Inverted invert(SceneSpec scene, Path picture) {
    return invert(
        new InvertRequest(
            InputPicture.read(picture), 0, scene.prompt(), scene.style(), InvertRequest.OPTIONS));
  }

  @Override
  public Optional<Inverted> invertFace(SceneSpec scene, Path picture) {
    InputPicture input = InputPicture.read(picture);
    return studio.models().faces().detect(input.image()).isEmpty()
        ? Optional.empty()
        : Optional.of(
            invert(new InvertRequest(input, 1, "", scene.style(), InvertRequest.OPTIONS)));
  }

  private Inverted invert(InvertRequest request) {
    InvertResult result = studio.invert(request);
    return new Inverted(result.original(), result.roundTrip(), result.image());
  }

  private static Timing timing(long start, StageTimes times) {
    return new Timing((System.nanoTime() - start) / NANOS, times.network().toNanos() / NANOS);
  }
}
