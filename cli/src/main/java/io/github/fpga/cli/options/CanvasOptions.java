package io.github.fpga.cli.options;

import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.RepaintRequest;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a portrait is painted over. */
public final class CanvasOptions {

  private static final int CELL = 8;
  private static final double STRENGTH = 0.6;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "A picture to begin with instead of noise; sets the size. Bodies are drawn only from"
              + " --pose.")
  private Path from;

  @Option(
      names = "--from-strength",
      paramLabel = "S",
      description = "How far --from is painted over, above 0 to 1 (default: 0.6; with --paint 1).")
  private Double strength;

  @Option(
      names = "--paint",
      paramLabel = "FILE",
      description = "White where --from is painted anew; where it is black not a pixel changes.")
  private Path mask;

  private InputPicture picture;

  /**
   * Whether there is a picture to paint over.
   *
   * @throws IllegalArgumentException where only what belongs to one is given
   */
  public boolean isGiven() {
    if (from == null && (mask != null || strength != null)) {
      throw new IllegalArgumentException(
          (mask != null ? "--paint" : "--from-strength") + " needs the picture: --from FILE");
    }
    return from != null;
  }

  /** The request in the picture's size, to whole latent cells. */
  public GenerateRequest sized(GenerateRequest request) {
    return isGiven()
        ? request.withSize(
            cells(picture().image().getWidth()), cells(picture().image().getHeight()))
        : request;
  }

  private static int cells(int side) {
    return Math.max(1, Math.round((float) side / CELL)) * CELL;
  }

  /** The request over the picture. */
  public RepaintRequest over(GenerateRequest request) {
    InputPicture painted = mask == null ? null : InputPicture.read(mask);
    double share = mask == null ? STRENGTH : 1;
    return new RepaintRequest(picture(), painted, strength == null ? share : strength, request);
  }

  private InputPicture picture() {
    if (picture == null) {
      picture = InputPicture.read(from);
    }
    return picture;
  }
}
