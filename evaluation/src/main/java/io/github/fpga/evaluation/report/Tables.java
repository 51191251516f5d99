package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Figures;
import io.github.fpga.evaluation.metrics.Figures.Measure;
import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.evaluation.suite.Stage;
import java.util.List;
import java.util.Map;

/** The tables and tiles of figures. */
final class Tables {

  private static final List<Stage> COLUMNS =
      List.of(Stage.BEFORE, Stage.AFTER, Stage.ROUND_TRIP, Stage.TRUTH);

  private final Figures figures;
  private final Map<String, Double> metrics;
  private final long seed;

  Tables(Figures figures, Map<String, Double> metrics, long seed) {
    this.figures = figures;
    this.metrics = metrics;
    this.seed = seed;
  }

  private double metric(String key) {
    return metrics.getOrDefault(key, Double.NaN);
  }

  /** The most important figures. */
  String tiles() {
    return "<div class=\"tiles\">"
        + tile("Placed", percent("placed"), "true renders " + percent("group.placed.ceiling"))
        + tile(
            "Close-up rank-1",
            percent("closeup.rank1"),
            "true renders " + percent("closeup.rank1.ceiling"))
        + tile(
            "Group rank-1",
            arrow(percent("group.rank1.before"), percent("group.rank1.after")),
            "true renders " + percent("group.rank1.ceiling"))
        + tile(
            "Group similarity",
            arrow(number("group.similarity.before", 3), number("group.similarity.after", 3)),
            "true renders %s, gap closed %s"
                .formatted(number("group.similarity.ceiling", 3), percent("group.gapClosed")))
        + tile(
            "Mixed up", percent("group.mixing"), "true renders " + percent("group.mixing.ceiling"))
        + tile("Changed outside masks", number("outsideMask.maxDiff", 0), "largest of 255 levels")
        + tile(
            "Generate + restore",
            number("seconds.generate", 1) + " + " + number("seconds.restore", 1) + " s",
            "two people; %s inside networks".formatted(percent("network.share")))
        + tile("Peak memory", number("peakMemoryMiB", 0) + " MiB", "resident, whole run")
        + "</div>";
  }

  private static String tile(String name, String value, String below) {
    return "<div class=\"tile\"><span>%s</span><strong>%s</strong><small>%s</small></div>"
        .formatted(Html.text(name), value, Html.text(below));
  }

  private static String arrow(String before, String after) {
    return "<em>%s</em> → %s".formatted(before, after);
  }

  private String percent(String key) {
    return Html.percent(metric(key));
  }

  private String number(String key, int decimals) {
    return Html.number(metric(key), decimals);
  }

  /** Every figure of faces beside the autoencoder's round trip and the ceiling. */
  String faces() {
    StringBuilder html = new StringBuilder("<table class=\"figures\"><thead><tr><th>Measure</th>");
    html.append(head(Series.BEFORE)).append(head(Series.AFTER));
    html.append(head(Series.ROUND_TRIP)).append(head(Series.TRUTH));
    html.append("<th>DIIR's gain</th></tr></thead><tbody>");
    section(html, "Group scenes: two and three people, faces of at most 40 pixels");
    row(html, SceneKind.GROUP, Measure.RANK1);
    row(html, SceneKind.GROUP, Measure.SIMILARITY);
    row(html, SceneKind.GROUP, Measure.MIXING);
    row(html, SceneKind.GROUP, Measure.CONFIDENCE);
    row(html, SceneKind.GROUP, Measure.COPY_PASTE);
    row(html, SceneKind.GROUP, Measure.PLACED);
    row(html, SceneKind.GROUP, Measure.MISSING);
    row(html, SceneKind.GROUP, Measure.NME);
    row(html, SceneKind.GROUP, Measure.PCK);
    section(html, "Close-ups: one person");
    row(html, SceneKind.CLOSE_UP, Measure.RANK1);
    row(html, SceneKind.CLOSE_UP, Measure.SIMILARITY);
    row(html, SceneKind.CLOSE_UP, Measure.COPY_PASTE);
    row(html, SceneKind.CLOSE_UP, Measure.PLACED);
    row(html, SceneKind.CLOSE_UP, Measure.MISSING);
    row(html, SceneKind.CLOSE_UP, Measure.NME);
    row(html, SceneKind.CLOSE_UP, Measure.PCK);
    section(html, "The judge on true renders of single people");
    single(html, "Rank-1, close-ups", "world.rank1.closeup");
    single(html, "Rank-1, faces of 36 to 40 pixels", "world.rank1.small");
    return html.append("</tbody></table>").toString();
  }

  private static String head(Series series) {
    return "<th><i style=\"background:%s\"></i>%s</th>"
        .formatted(series.colour(), Html.text(series.words()));
  }

  private static void section(StringBuilder html, String title) {
    html.append("<tr class=\"section\"><th colspan=\"6\">")
        .append(Html.text(title))
        .append("</th></tr>");
  }

  private void row(StringBuilder html, SceneKind kind, Measure measure) {
    html.append("<tr><th>").append(Html.text(measure.metric().words())).append("</th>");
    for (Stage stage : COLUMNS) {
      html.append(cell(kind, stage, measure).html());
    }
    Cell gain =
        kind == SceneKind.GROUP
            ? figures
                .difference(kind, Stage.BEFORE, Stage.AFTER, measure, seed)
                .map(difference -> Cell.difference(measure.metric(), difference))
                .orElse(Cell.NONE)
            : Cell.NONE;
    html.append(gain.html()).append("</tr>");
  }

  private Cell cell(SceneKind kind, Stage stage, Measure measure) {
    double mean = figures.mean(kind, stage, measure);
    boolean made = stage == Stage.BEFORE || stage == Stage.AFTER;
    return made && !Double.isNaN(mean)
        ? Cell.value(measure.metric(), mean, figures.interval(kind, stage, measure, seed))
        : Cell.value(measure.metric(), mean);
  }

  private void single(StringBuilder html, String name, String key) {
    html.append(
        "<tr><th>%s</th><td></td><td></td><td></td><td>%s <small>%s by true landmarks</small></td><td></td></tr>"
            .formatted(Html.text(name), percent(key), percent(key + ".trueLandmarks")));
  }

  /** Whole pictures, and time. */
  String others() {
    return "<div class=\"columns\"><table class=\"figures\"><thead><tr><th>Pictures</th>"
        + "<th>whole</th><th>face crop</th></tr></thead><tbody>"
        + pair("Autoencoder's round trip, PSNR in dB", "autoencoder.psnr", 1)
        + pair("Inverted and back, PSNR in dB", "inversion.psnr", 1)
        + pair("Autoencoder's round trip, SSIM", "autoencoder.ssim", 3)
        + pair("Inverted and back, SSIM", "inversion.ssim", 3)
        + one("Largest change outside the masks", number("outsideMask.maxDiff", 0))
        + one("Jump along the masks' borders, after : before", number("mask.seam", 2))
        + one("Its mean rise, in levels", number("mask.seam.excess", 2))
        + one("Share of pixels inside the masks", percent("mask.coverage"))
        + "</tbody></table><table class=\"figures\"><thead><tr><th>Seconds (median)</th>"
        + "<th>generate</th><th>restore</th></tr></thead><tbody>"
        + seconds("Close-up", "seconds.generate.closeup", "")
        + seconds("Two people", "seconds.generate", "seconds.restore")
        + seconds("Three people", "seconds.generate.three", "seconds.restore.three")
        + one("Inside networks, two people", percent("network.share"))
        + one("Peak memory", number("peakMemoryMiB", 0) + " MiB")
        + "</tbody></table></div>";
  }

  private String pair(String name, String key, int decimals) {
    return cells(name, number(key, decimals), number(key + ".face", decimals));
  }

  private String seconds(String name, String generate, String restore) {
    return cells(name, number(generate, 2), number(restore, 2));
  }

  private static String one(String name, String value) {
    return cells(name, value, "");
  }

  private static String cells(String name, String first, String second) {
    return "<tr><th>%s</th><td>%s</td><td>%s</td></tr>".formatted(Html.text(name), first, second);
  }
}
