package io.github.fpga.evaluation.suite;

import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.InvertRequest;
import io.github.fpga.pipelines.diir.InvertResult;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.StageTimes;
import io.github.fpga.pipelines.run.Version;
import io.github.fpga.tensor.Scope;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.NoGradGuard;

/** The studio as any user has it, with its defaults. */
public final class StudioPortraits implements Portraits {

  private static final double NANOS = 1e9;

  private final PortraitStudio studio;
  private final Map<String, Person> people = new HashMap<>();

  public StudioPortraits(PortraitStudio studio) {
    this.studio = studio;
  }

  @Override
  public String checksum() {
    return Version.current() + " " + studio.models().checksums();
  }

  @Override
  public Made generate(SceneSpec scene, List<List<Path>> references) {
    GenerateRequest request =
        GenerateRequest.of(scene.prompt(), placements(scene, references).toArray(Placement[]::new))
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
                InputPicture.read(picture), placements(scene, references).toArray(Placement[]::new))
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
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return studio.models().pictures(studio.models().latents(List.of(picture))).get(0);
    }
  }

  @Override
  public Inverted invert(SceneSpec scene, Path picture) {
    return invert(
        new InvertRequest(
            InputPicture.read(picture), 0, scene.prompt(), scene.style(), RestoreOptions.DEFAULT));
  }

  @Override
  public Optional<Inverted> invertFace(SceneSpec scene, Path picture) {
    InputPicture input = InputPicture.read(picture);
    return studio.models().faces().detect(input.image()).isEmpty()
        ? Optional.empty()
        : Optional.of(
            invert(new InvertRequest(input, 1, "", scene.style(), RestoreOptions.DEFAULT)));
  }

  private Inverted invert(InvertRequest request) {
    InvertResult result = studio.invert(request);
    return new Inverted(result.original(), result.roundTrip(), result.image());
  }

  private List<Placement> placements(SceneSpec scene, List<List<Path>> references) {
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < scene.people().size(); i++) {
      placements.add(
          Placement.of(person(scene.people().get(i), references.get(i)), scene.regions().get(i))
              .withPrompt(scene.clothes().get(i)));
    }
    return placements;
  }

  private Person person(int index, List<Path> files) {
    String specification = files.stream().map(Path::toString).collect(Collectors.joining(","));
    return people.computeIfAbsent(specification, s -> studio.person(s).withName("person " + index));
  }

  private static Timing timing(long start, StageTimes times) {
    return new Timing((System.nanoTime() - start) / NANOS, times.network().toNanos() / NANOS);
  }
}
