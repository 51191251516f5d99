package io.github.fpga.cli.commands;

import io.github.fpga.cli.damage.DamageSpec;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Drawn;
import io.github.fpga.cli.run.FaceModels;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.SourceFile;
import io.github.fpga.evaluation.damage.Damage;
import io.github.fpga.evaluation.damage.DamageKind;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.people.PersonReader;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga damage}. */
@Command(
    name = "damage",
    description = "Spoils faces of a picture on purpose, to see what `fpga restore` repairs.",
    sortOptions = false,
    sortSynopsis = false)
public final class DamageCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "IN", description = "The picture.")
  private Path input;

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description =
          "warp (twisted), smear (wiped), blur, downsample, jpeg or occlusion (a bar over the"
              + " eyes).")
  private DamageKind kind;

  @Option(
      names = "--face",
      paramLabel = "N",
      defaultValue = "0",
      description = "Which face, counted from the left (default: all).")
  private int face;

  @Option(
      names = "--amount",
      paramLabel = "A",
      defaultValue = "1",
      description = "How much, up to 2 (default: 1).")
  private double amount;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "damaged.png",
      description = "The spoilt picture (default: ${DEFAULT-VALUE}).")
  private Path output;

  public DamageCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Outputs.requirePng(output);
    DamageSpec spec = new DamageSpec(SourceFile.of(input), kind, face, amount);
    Drawn drawn = make(app, spec);
    Outputs.write(app, output, drawn.image(), drawn.pngText());
    return 0;
  }

  /** Makes a spoilt picture again. */
  static Drawn redo(App app, Provenance provenance) {
    return make(app, RequestJson.read(provenance.request(), DamageSpec.class, ""));
  }

  private static Drawn make(App app, DamageSpec spec) {
    BufferedImage image = Pictures.read(spec.picture().requireSame());
    List<Detection> found = PersonReader.fromLeft(app.faces().detect(image));
    if (found.isEmpty() || spec.face() > found.size()) {
      throw new IllegalArgumentException(
          "%s shows %d %s%s"
              .formatted(
                  spec.picture().path(),
                  found.size(),
                  found.size() == 1 ? "face" : "faces",
                  spec.face() > 0 ? ", there is no face " + spec.face() : ""));
    }
    for (int i = 0; i < found.size(); i++) {
      if (spec.face() == 0 || spec.face() == i + 1) {
        image = Damage.apply(image, found.get(i).box(), spec.kind(), spec.amount());
      }
    }
    return new Drawn(
        image, Provenance.of(DamageSpec.TASK, RequestJson.of(spec), FaceModels.checksums()));
  }
}
