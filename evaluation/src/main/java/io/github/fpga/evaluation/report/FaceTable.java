package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.FaceScore;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.faces.Box;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code faces.csv}: one row per person and picture; boxes are left, top, width, height. */
final class FaceTable {

  private static final String HEADER =
      "scene,style,place,person,stage,picture,region,found,placed,similarity,rank,nearest,mixed,"
          + "confidence,copy_paste,nme,joints,joints_right";

  private FaceTable() {}

  static void write(Path file, List<FaceScore> scores) throws IOException {
    StringBuilder rows = new StringBuilder(HEADER).append('\n');
    for (FaceScore score : scores) {
      rows.append(String.join(",", row(score))).append('\n');
    }
    AtomicFiles.writeString(file, rows.toString());
  }

  private static List<String> row(FaceScore score) {
    SceneSpec scene = score.scene();
    List<String> row = new ArrayList<>();
    row.add(scene.id());
    row.add(scene.style().isEmpty() ? "shaded" : scene.style());
    row.add(Integer.toString(score.place()));
    row.add(Integer.toString(score.person()));
    row.add(score.stage().suffix());
    row.add(scene.id() + "/" + score.stage().fileName());
    row.add(box(scene.region(score.place())));
    row.add(score.missing() ? "" : box(score.found()));
    row.add(Boolean.toString(score.placed()));
    row.add(number(score.similarity()));
    row.add(score.missing() ? "" : Integer.toString(score.rank()));
    row.add(score.missing() ? "" : Integer.toString(score.nearest()));
    row.add(Boolean.toString(score.mixed()));
    row.add(number(score.confidence()));
    row.add(Double.isNaN(score.copyPaste()) ? "" : number(score.copyPaste()));
    row.add(number(score.nme()));
    row.add(Integer.toString(score.joints().asked()));
    row.add(Integer.toString(score.joints().right()));
    return row;
  }

  private static String box(Box box) {
    return String.format(
        Locale.ROOT, "%.1f %.1f %.1f %.1f", box.x(), box.y(), box.width(), box.height());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
