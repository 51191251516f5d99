package io.github.fpga.cli.commands;

import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Drawn;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.SourceFile;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga grid}. */
@Command(
    name = "grid",
    description = "Puts pictures of one size side by side, row by row.",
    sortOptions = false,
    sortSynopsis = false)
public final class GridCommand implements Callable<Integer> {

  /** The task in provenance. */
  static final String TASK = "grid";

  private static final int GAP = 4;
  private static final int WHITE = 0xffffff;

  private final App app;

  @Parameters(arity = "1..*", paramLabel = "IN", description = "The pictures, in order.")
  private List<Path> inputs;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "4",
      description = "Pictures in a row (default: ${DEFAULT-VALUE}).")
  private int columns;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "grid.png",
      description = "The grid (default: ${DEFAULT-VALUE}).")
  private Path output;

  public GridCommand(App app) {
    this.app = app;
  }

  /** What stands where. */
  record Request(List<SourceFile> pictures, int columns) {}

  @Override
  public Integer call() {
    Outputs.requirePng(output);
    if (columns < 1) {
      throw new IllegalArgumentException("a grid has at least one column, got " + columns);
    }
    Drawn drawn = draw(new Request(inputs.stream().map(SourceFile::of).toList(), columns));
    Outputs.write(app, output, drawn.image(), drawn.pngText());
    return 0;
  }

  /** Makes a grid again. */
  static Drawn redo(Provenance provenance) {
    return draw(RequestJson.read(provenance.request(), Request.class, ""));
  }

  private static Drawn draw(Request request) {
    List<BufferedImage> cells =
        request.pictures().stream().map(SourceFile::requireSame).map(Pictures::read).toList();
    int width = cells.get(0).getWidth();
    int height = cells.get(0).getHeight();
    int columns = Math.min(request.columns(), cells.size());
    int rows = (cells.size() + columns - 1) / columns;
    int fullWidth = columns * (width + GAP) - GAP;
    int fullHeight = rows * (height + GAP) - GAP;
    int[] pixels = new int[Math.multiplyExact(fullWidth, fullHeight)];
    Arrays.fill(pixels, WHITE);
    for (int i = 0; i < cells.size(); i++) {
      BufferedImage cell = cells.get(i);
      if (cell.getWidth() != width || cell.getHeight() != height) {
        throw new IllegalArgumentException(
            "%s is %dx%d, the first picture %dx%d: a grid is of one size"
                .formatted(
                    request.pictures().get(i).path(),
                    cell.getWidth(),
                    cell.getHeight(),
                    width,
                    height));
      }
      int start = i / columns * (height + GAP) * fullWidth + i % columns * (width + GAP);
      int[] source = Pictures.pixels(cell);
      for (int y = 0; y < height; y++) {
        System.arraycopy(source, y * width, pixels, start + y * fullWidth, width);
      }
    }
    return new Drawn(
        Pictures.of(fullWidth, fullHeight, pixels),
        Provenance.of(TASK, RequestJson.of(request), Map.of()));
  }
}
