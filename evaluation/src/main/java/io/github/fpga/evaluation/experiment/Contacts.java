package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.report.Part;
import io.github.fpga.evaluation.report.PictureGrid;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pictures for the page: the whole, and below it the faces that count, enlarged. */
final class Contacts {

  private static final int SIDE = 150;
  private static final int FACES = 2;
  private static final double AROUND = 1.8;
  private static final int MOST = 16;

  private final Path output;

  /**
   * @param output the suite's folder
   */
  Contacts(Path output) {
    this.output = output;
  }

  /** Some trials of a table, evenly spread over all of them, with a column per row. */
  Part grid(Results table) {
    Experiment experiment = table.experiment();
    PictureGrid grid =
        new PictureGrid(experiment.rows().stream().map(Row::words).toList(), 2 * SIDE);
    int count = Math.min(MOST, experiment.trials().size());
    for (int i = 0; i < count; i++) {
      Trial trial = experiment.trials().get(i * experiment.trials().size() / count);
      List<PictureGrid.Picture> pictures = new ArrayList<>();
      for (Row row : experiment.rows()) {
        pictures.add(picture(trial, table.of(row, Slice.ALL)));
      }
      grid.row(name(trial), pictures);
    }
    return grid;
  }

  private static String name(Trial trial) {
    String input = trial.input().words();
    return input.isEmpty() ? trial.shown().id() : trial.shown().id() + ", " + input;
  }

  private PictureGrid.Picture picture(Trial trial, List<FaceResult> row) {
    List<FaceResult> faces =
        row.stream().filter(face -> face.trial().id().equals(trial.id())).toList();
    String file = faces.get(0).picture();
    double similarity =
        faces.stream().mapToDouble(face -> face.of(Metric.SIMILARITY)).average().orElse(0);
    long right = faces.stream().filter(face -> face.of(Metric.RANK1) == 1).count();
    String caption =
        String.format(Locale.ROOT, "%.2f, %d of %d right", similarity, right, faces.size());
    BufferedImage sheet = sheet(trial, Pictures.read(output.resolve(file)));
    return new PictureGrid.Picture(trial.scene().seed(), sheet, caption, file);
  }

  private static BufferedImage sheet(Trial trial, BufferedImage picture) {
    List<Integer> places = trial.places();
    int face = SIDE / Math.max(FACES, places.size());
    BufferedImage sheet = new BufferedImage(SIDE, SIDE + face, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.drawImage(Warps.resize(picture, SIDE, SIDE), 0, 0, null);
    for (int i = 0; i < places.size(); i++) {
      graphics.drawImage(crop(trial.scene(), places.get(i), picture, face), i * face, SIDE, null);
    }
    graphics.dispose();
    return sheet;
  }

  private static BufferedImage crop(SceneSpec scene, int place, BufferedImage picture, int side) {
    Box square = scene.region(place).square(AROUND);
    int width = (int) Math.max(1, Math.round(square.width()));
    BufferedImage window =
        Warps.window(
            picture,
            (int) Math.round(square.x()),
            (int) Math.round(square.y()),
            width,
            width,
            Border.EDGE);
    return Warps.resize(window, side, side);
  }
}
