package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code faces.csv}: a line per person and picture, every metric that any of them has. */
final class FacesFile {

  private FacesFile() {}

  static void write(Path file, Collection<FaceResult> faces) throws IOException {
    List<Metric> metrics =
        List.of(Metric.values()).stream()
            .filter(metric -> faces.stream().anyMatch(face -> !Double.isNaN(face.of(metric))))
            .toList();
    StringBuilder lines = new StringBuilder("row,scene,noise,input,style,place,person,picture");
    metrics.forEach(metric -> lines.append(',').append(metric.key()));
    lines.append('\n');
    for (FaceResult face : faces) {
      lines.append(line(face, metrics)).append('\n');
    }
    AtomicFiles.writeString(file, lines.toString());
  }

  private static String line(FaceResult face, List<Metric> metrics) {
    SceneSpec scene = face.trial().scene();
    List<String> cells = new ArrayList<>();
    cells.add(face.row().id());
    cells.add(scene.id());
    cells.add(Long.toString(face.trial().number()));
    cells.add(face.trial().input().name());
    cells.add(scene.style().isEmpty() ? "shaded" : scene.style());
    cells.add(Integer.toString(face.values().place()));
    cells.add(Integer.toString(face.person()));
    cells.add(face.picture());
    return String.join(",", cells)
        + metrics.stream()
            .map(metric -> "," + number(face.of(metric)))
            .collect(Collectors.joining());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
