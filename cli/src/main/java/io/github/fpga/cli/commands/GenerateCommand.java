package io.github.fpga.cli.commands;

import io.github.fpga.cli.options.CanvasOptions;
import io.github.fpga.cli.options.DiirOptions;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.options.PersonSpec;
import io.github.fpga.cli.options.RestoreTuning;
import io.github.fpga.cli.options.SamplingOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Notes;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.family.FamilyTraits;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.generate.Sampling;
import io.github.fpga.pipelines.layout.Pose;
import io.github.fpga.pipelines.layout.PoseFile;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fpga generate}. */
@Command(
    name = "generate",
    description = "Makes portraits of people from reference pictures and words.",
    sortOptions = false,
    sortSynopsis = false,
    footerHeading = "%nPersons:%n",
    footer = {
      "  FILES[@x,y,w,h][;prompt=TEXT][;weight=W][;lora=FILE[:S]]",
      "  FILES is one picture or several with commas (\"b1.png,b2.png\" are averaged,",
      "  \"b1.png*2,b2.png\" weighs the first twice), \"a.png#2\" is the second face of a",
      "  picture from the left; a name saved with `fpga person create` works like a file.",
      "  x,y,w,h is where the face goes, from the forehead to the chin, in fractions of",
      "  the picture; without regions a layout is chosen. prompt is what this person",
      "  wears or does, weight the strength of the identity (1), the same in all steps or",
      "  from the first to the last (\"weight=0.4..1\" keeps the prompt's composition).",
      "  lora is a LoRA for the networks where this person is, and its strength (1).",
    })
public final class GenerateCommand implements Callable<Integer> {

  private final App app;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      required = true,
      description =
          "What the picture shows, as in \"a full body picture of two people in a park\".")
  private String prompt;

  @Option(
      names = "--person",
      paramLabel = "PERSON",
      converter = PersonSpec.Converter.class,
      description = "Somebody in it, see below; may be repeated.")
  private List<PersonSpec> people = new ArrayList<>();

  @Option(
      names = "--pose",
      paramLabel = "FILE",
      description = "Bodies as JSON: ours, OpenPose's, or a scene's of `fpga world`.")
  private Path pose;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      defaultValue = "",
      description = "As in watercolour, ink or flat.")
  private String style;

  @Option(
      names = "--negative-prompt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What the picture should not show.")
  private String negativePrompt;

  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of all randomness (default: 0).")
  private long seed;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many pictures; the i-th has the seed S + i - 1 (default: 1).")
  private int count;

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      description = "Default: 256; of a --model its own, as 512 or 1024.")
  private Integer width;

  @Option(names = "--height", paramLabel = "PIXELS", description = "Likewise.")
  private Integer height;

  @Mixin private CanvasOptions canvas;

  @Mixin private RestoreTuning tuning;

  @Option(names = "--no-restore", description = "Leave the faces as they were generated.")
  private boolean noRestore;

  @Option(
      names = "--baseline",
      description =
          "The generator to compare with: a classic ControlNet, no identities, no restoring.")
  private boolean baseline;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "portrait.png",
      description = "The picture; several get -1, -2, ... (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private ModelOptions models;

  public GenerateCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    make();
    return 0;
  }

  /** Makes and writes the pictures; all that can be checked is checked before models are loaded. */
  public List<GenerateResult> make() {
    GenerateRequest draft = draft();
    List<Path> files = files();
    files.forEach(Outputs::requirePng);
    PortraitStudio studio = app.studio(models);
    Notes.unknownWords(app, models, words());
    List<Placement> placements =
        people.stream().map(p -> p.placement(studio.person(p.source()))).toList();
    GenerateRequest request = draft.withPeople(placements);
    List<GenerateResult> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GenerateRequest one = request.withSeed(seed + i).withCount(1);
      results.add(make(studio, one, files.get(i)));
    }
    return results;
  }

  private GenerateResult make(PortraitStudio studio, GenerateRequest request, Path file) {
    GenerateResult result;
    try (Progress.Task task = app.progress().start(file.getFileName().toString(), steps(request))) {
      result =
          canvas.isGiven()
              ? studio.repaint(canvas.over(request), task)
              : studio.generate(request, task).get(0);
    }
    Outputs.write(app, file, result);
    Notes.faces(app, result.faces(), result.unfound());
    return result;
  }

  /** The request but for the people, whose pictures have not been looked at yet. */
  private GenerateRequest draft() {
    requireApart();
    FamilyTraits family = models.traits();
    GenerateRequest draft =
        GenerateRequest.of(family, prompt)
            .withNegativePrompt(negativePrompt)
            .withStyle(style)
            .withSampling(sampling.applyTo(Sampling.of(family.sampling())))
            .withSeed(seed)
            .withCount(count)
            .withPose(pose())
            .withRestore(
                noRestore || baseline
                    ? null
                    : tuning.applyTo(sampling.restoring(RestoreOptions.of(family))));
    draft = canvas.sized(draft);
    draft =
        draft.withSize(
            width == null ? draft.width() : width, height == null ? draft.height() : height);
    if (baseline) {
      return draft.withBinding(Binding.BASELINE);
    }
    // Bodies of a layout would contradict those of the picture.
    boolean asThePicture = canvas.isGiven() && pose == null;
    return asThePicture ? draft.withBinding(Binding.DEFAULT.withControl(0)) : draft;
  }

  private Pose pose() {
    if (pose == null) {
      return null;
    }
    if (!Files.isRegularFile(pose)) {
      throw new IllegalArgumentException("no such pose file: " + pose);
    }
    return PoseFile.read(pose);
  }

  private void requireApart() {
    List<PersonSpec> placed = people.stream().filter(person -> person.region() != null).toList();
    Region.requireApart(
        placed.stream().map(PersonSpec::region).toList(),
        placed.stream().map(PersonSpec::source).toList());
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of(prompt, style, negativePrompt));
    people.stream().map(PersonSpec::prompt).forEach(words::add);
    words.removeIf(Objects::isNull);
    return words;
  }

  private List<Path> files() {
    if (count == 1) {
      return List.of(output);
    }
    String name = output.getFileName().toString();
    int dot = name.lastIndexOf('.');
    List<Path> files = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      files.add(
          output.resolveSibling(
              dot < 0 ? name + "-" + i : name.substring(0, dot) + "-" + i + name.substring(dot)));
    }
    return files;
  }

  private static int steps(GenerateRequest request) {
    boolean restored = request.restore() != null && !request.people().isEmpty();
    return request.sampling().steps()
        + (restored ? DiirOptions.expectedSteps(request.restore()) : 0);
  }
}
