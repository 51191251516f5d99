package io.github.fpga.cli.demo;

import io.github.fpga.cli.commands.DamageCommand;
import io.github.fpga.cli.commands.GenerateCommand;
import io.github.fpga.cli.commands.RestoreCommand;
import io.github.fpga.cli.commands.SwapCommand;
import io.github.fpga.cli.run.App;
import io.github.fpga.pipelines.diir.FaceReport;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.run.StageTimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs the demo's commands one after the other in this process, with the models loaded once. */
public final class Demo {

  private final App app;
  private final DemoSettings settings;
  private int number;
  private int total;

  public Demo(App app, DemoSettings settings) {
    this.app = app;
    this.settings = settings;
  }

  /**
   * What a command did.
   *
   * @param arguments without the program's name
   * @param faces what was done to faces; empty where none was worked on
   * @param times null for commands that use no networks of the family
   * @param seconds by the clock, files included
   */
  record Step(
      List<String> arguments,
      Path file,
      List<FaceReport> faces,
      StageTimes times,
      double seconds) {}

  /**
   * A part of the page with what came of it.
   *
   * @param failure why the rest of the steps could not be done; null where all were
   */
  record Shown(DemoScript.Section section, List<Step> steps, String failure) {

    /** What was done to the faces, last. */
    List<FaceReport> faces() {
      return failure != null ? List.of() : steps.get(steps.size() - 1).faces();
    }
  }

  /**
   * All that was done.
   *
   * @param seconds of all commands, without loading the models
   */
  public record Outcome(DemoSettings settings, List<Shown> sections, double seconds) {

    /** How many pictures were written. */
    public int pictures() {
      return sections.stream().mapToInt(shown -> shown.steps().size()).sum();
    }
  }

  /** Runs everything. */
  public Outcome run() {
    List<DemoScript.Section> sections = new DemoScript(settings).sections();
    total = sections.stream().mapToInt(section -> section.commands().size()).sum();
    long start = System.nanoTime();
    List<Shown> shown = new ArrayList<>();
    for (DemoScript.Section section : sections) {
      shown.add(shown(section));
    }
    app.progress().prefix("");
    return new Outcome(settings, shown, seconds(start));
  }

  /** A picture that shows no such face ends a section, not the demo. */
  private Shown shown(DemoScript.Section section) {
    List<Step> steps = new ArrayList<>();
    String failure = null;
    for (List<String> command : section.commands()) {
      app.cancellation().check(number, total);
      app.progress().prefix(++number + "/" + total + " ");
      if (failure == null) {
        try {
          steps.add(step(command));
        } catch (IllegalArgumentException e) {
          failure = e.getMessage();
          app.note("  not done: %s", failure);
        }
      }
    }
    return new Shown(section, steps, failure);
  }

  private Step step(List<String> command) {
    long start = System.nanoTime();
    String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
    Path file = Path.of(command.get(command.size() - 1));
    return switch (command.get(0)) {
      case "generate" -> {
        GenerateResult result = parsed(new GenerateCommand(app), arguments).make().get(0);
        yield new Step(command, file, result.faces(), result.times(), seconds(start));
      }
      case "restore" -> {
        RestoreResult result =
            parsed(new RestoreCommand(app), arguments).restoreAll().get(0).result();
        yield new Step(command, file, result.faces(), result.times(), seconds(start));
      }
      case "swap" -> {
        RestoreResult result = parsed(new SwapCommand(app), arguments).make();
        yield new Step(command, file, result.faces(), result.times(), seconds(start));
      }
      default -> {
        parsed(new DamageCommand(app), arguments).call();
        yield new Step(command, file, List.of(), null, seconds(start));
      }
    };
  }

  private static <T> T parsed(T command, String[] arguments) {
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return command;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
