package io.github.fpga.cli.demo;

import io.github.fpga.cli.options.FastOption;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Outputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fpga demo}. */
@Command(
    name = "demo",
    description = {
      "Shows what this program does: group portraits of people given as reference pictures, small"
          + " faces restored, a face swapped, broken pictures repaired, and a page about it.",
      "Nothing is precomputed; it takes about a minute."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class DemoCommand implements Callable<Integer> {

  private final App app;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of all pictures (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--people",
      paramLabel = "DIR",
      description =
          "Folder with pictures of at least three people: one file per person, or one folder of"
              + " files each (default: the samples).")
  private Path people;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "out/demo",
      description = "Folder for pictures and report.html (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Steps of every picture; fewer are quicker and rougher (default: 20; with --fast 4, 5 for"
              + " faces).")
  private Integer steps;

  @Mixin private FastOption fast;

  @Mixin private ModelOptions models;

  public DemoCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() throws IOException {
    Outputs.requireFolder(output);
    Path folder = people == null ? Places.sample("people") : people;
    List<DemoPeople.Entry> entries = DemoPeople.entries(folder);
    DemoPeople found = DemoPeople.read(app, models, folder, entries);
    Demo demo = new Demo(app, new DemoSettings(seed, output, found.people(), arguments()));
    Demo.Outcome outcome = demo.run();
    Path page = output.resolve("report.html");
    DemoReport.write(page, outcome, app.studio(models).models());
    app.note("made %d pictures in %.0f s", outcome.pictures(), outcome.seconds());
    app.out().println(page);
    return 0;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(models.arguments());
    if (fast.chosen()) {
      arguments.add("--fast");
    }
    if (steps != null) {
      arguments.addAll(List.of("--steps", steps.toString()));
    }
    return arguments;
  }
}
