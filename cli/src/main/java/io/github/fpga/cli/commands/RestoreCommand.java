package io.github.fpga.cli.commands;

import io.github.fpga.cli.options.DiirOptions;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.options.PersonSpec;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Failures;
import io.github.fpga.cli.run.InputFiles;
import io.github.fpga.cli.run.Notes;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.DiirPipeline;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import io.github.fpga.tensor.CheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga restore}. */
@Command(
    name = "restore",
    description = {
      "Makes the faces of pictures anew, as those of given people.",
      "Every pixel outside of a face's mask stays as it is. Run again, it goes on where it"
          + " stopped: pictures that were made of the same input by the same request are skipped."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class RestoreCommand implements Callable<Integer> {

  private final App app;

  @Parameters(arity = "1..*", paramLabel = "IN", description = "Pictures, or folders of them.")
  private List<Path> inputs;

  @Option(
      names = "--person",
      required = true,
      paramLabel = "PERSON",
      converter = PersonSpec.Converter.class,
      description =
          "Who may be in them, as in `fpga generate`; a region says where, else likeness decides.")
  private List<PersonSpec> people;

  @Mixin private DiirOptions diir;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "restored",
      description = "Folder for the pictures, or a .png file for one (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private ModelOptions models;

  public RestoreCommand(App app) {
    this.app = app;
  }

  /** What became of one input. */
  public record Restored(Path input, Path file, RestoreResult result) {}

  @Override
  public Integer call() {
    List<InputFiles.Pair> pairs = InputFiles.pairs(inputs, output);
    List<Placement> placements = placements();
    int code = 0;
    int made = 0;
    int skipped = 0;
    int number = 0;
    for (InputFiles.Pair pair : pairs) {
      app.progress().prefix(pairs.size() == 1 ? "" : ++number + "/" + pairs.size() + " ");
      try {
        if (restore(pair, placements) == null) {
          skipped++;
        } else {
          made++;
        }
      } catch (IllegalArgumentException | CheckpointException e) {
        if (pairs.size() == 1) {
          throw e;
        }
        app.note("%s: %s", pair.input(), Failures.message(e));
        code = Failures.code(e);
      }
    }
    int failed = pairs.size() - made - skipped;
    if (pairs.size() > 1 || skipped > 0) {
      app.note("restored %d, done before %d, failed %d", made, skipped, failed);
    }
    return made + skipped > 0 && failed > 0 ? Failures.FAILED : code;
  }

  /** Restores all inputs or fails; for other commands. */
  public List<Restored> restoreAll() {
    List<Restored> all = new ArrayList<>();
    List<Placement> placements = placements();
    for (InputFiles.Pair pair : InputFiles.pairs(inputs, output)) {
      RestoreResult result = make(request(pair, placements), pair.file());
      all.add(new Restored(pair.input(), pair.file(), result));
    }
    return all;
  }

  private List<Placement> placements() {
    List<PersonSpec> placed = people.stream().filter(person -> person.region() != null).toList();
    Region.requireApart(
        placed.stream().map(PersonSpec::region).toList(),
        placed.stream().map(PersonSpec::source).toList());
    options();
    PortraitStudio studio = app.studio(models);
    Notes.unknownWords(app, models, List.of(diir.prompt(), diir.style()));
    return people.stream().map(p -> p.placement(studio.person(p.source()))).toList();
  }

  private RestoreOptions options() {
    return diir.applyTo(RestoreOptions.of(models.traits()));
  }

  private RestoreRequest request(InputFiles.Pair pair, List<Placement> placements) {
    return new RestoreRequest(
        InputPicture.read(pair.input()),
        placements,
        diir.prompt(),
        diir.style(),
        options(),
        diir.seed());
  }

  /** Null where the picture is there already. */
  private RestoreResult restore(InputFiles.Pair pair, List<Placement> placements) {
    RestoreRequest request = request(pair, placements);
    return isDone(request, pair.file()) ? null : make(request, pair.file());
  }

  private RestoreResult make(RestoreRequest request, Path file) {
    RestoreResult result;
    int steps = DiirOptions.expectedSteps(request.options());
    try (Progress.Task task = app.progress().start(file.getFileName().toString(), steps)) {
      result = app.studio(models).restore(request, task);
    }
    Outputs.write(app, file, result);
    Notes.faces(app, result.faces(), result.unfound());
    return result;
  }

  /** Whether the file is what this request would make, made by the same models and program. */
  private boolean isDone(RestoreRequest request, Path file) {
    if (!Files.exists(file)) {
      return false;
    }
    Map<String, String> there = Pictures.text(file);
    if (!there.containsKey(Provenance.REQUEST)) {
      throw new IllegalArgumentException(
          "%s exists and was not made by this program: choose another folder with -o"
              .formatted(file));
    }
    Map<String, String> wanted =
        Provenance.of(
                DiirPipeline.TASK, RequestJson.of(request), app.studio(models).models().checksums())
            .toText();
    return wanted.entrySet().stream().allMatch(e -> e.getValue().equals(there.get(e.getKey())));
  }
}
