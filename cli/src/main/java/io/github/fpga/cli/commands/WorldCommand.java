package io.github.fpga.cli.commands;

import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.cli.world.SamplePortraits;
import io.github.fpga.cli.world.SampleScenes;
import io.github.fpga.cli.world.WorldFormat;
import io.github.fpga.cli.world.WorldSpec;
import io.github.fpga.cli.world.WorldTrainingSet;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fpga world}. */
@Command(
    name = "world",
    description = {
      "Draws scenes of PortraitWorld, the procedural people that the micro family is trained on:",
      "each as a picture, as the same with its ground truth drawn over it, and as JSON, which is"
          + " also a pose file for `fpga generate --pose`."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class WorldCommand implements Callable<Integer> {

  private static final int SIZE = 256;

  private final App app;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Of the first scene; the next ones count up (default: 0).")
  private long seed;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many scenes, or frames of a dataset (default: 1).")
  private int count;

  @Option(names = "--people", paramLabel = "N", description = "In each scene (default: 1 to 4).")
  private int people;

  @Option(
      names = "--shot",
      paramLabel = "SHOT",
      description = "One of ${COMPLETION-CANDIDATES} (default: any).")
  private Shot shot;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      description = "One of ${COMPLETION-CANDIDATES} (default: any).")
  private Style style;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Whose identities: ${COMPLETION-CANDIDATES} (default: DEVELOPMENT).")
  private IdentitySplit split;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "" + SIZE,
      description = "Side of the pictures (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--portraits",
      split = ",",
      paramLabel = "NAME",
      description =
          "Instead of scenes one plain portrait per name, as a user would have them: no metadata.")
  private List<String> portraits = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "PICTURES",
      description = {
        "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). IDZOOM writes a dataset for"
            + " `fpga train --data`: so many frames, ten zooms to every three, and a reference"
            + " picture of everybody; 12000 frames are what recipes draw without it."
      })
  private WorldFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "world",
      description = "Folder for the files (default: ${DEFAULT-VALUE}).")
  private Path output;

  public WorldCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() throws IOException {
    Outputs.requireFolder(output);
    if (format == WorldFormat.IDZOOM) {
      writeDataset();
      return 0;
    }
    IdentitySplit split = this.split == null ? IdentitySplit.DEVELOPMENT : this.split;
    if (!portraits.isEmpty()) {
      for (Path file : SamplePortraits.write(portraits, split, seed, size, output)) {
        app.out().println(file);
      }
      return 0;
    }
    checkCount();
    WorldSpec spec = new WorldSpec(seed, people, split, shot, style, size);
    try (Progress.Task task = app.progress().start("scenes", count)) {
      for (int i = 0; i < count; i++) {
        app.cancellation().check(i, count);
        SampleScenes.write(app, spec.withSeed(seed + i), output);
        task.advance(1, "drawing");
      }
    }
    return 0;
  }

  private void checkCount() {
    if (count < 1) {
      throw new IllegalArgumentException("--count must be at least 1, got " + count);
    }
  }

  /** The samples of training are fixed but for their number. */
  private void writeDataset() throws IOException {
    checkCount();
    boolean chosen = seed != 0 || people != 0 || shot != null || style != null || size != SIZE;
    if (chosen || !portraits.isEmpty() || (split != null && split != IdentitySplit.TRAIN)) {
      throw new IllegalArgumentException(
          "--format idzoom writes what training draws, people of the split train: of the options"
              + " for scenes only --count may be given");
    }
    WorldTrainingSet.write(app, count, output);
  }
}
