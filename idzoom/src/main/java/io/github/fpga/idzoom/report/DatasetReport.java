package io.github.fpga.idzoom.report;

import io.github.fpga.idzoom.build.BuildStage;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFacts;
import io.github.fpga.idzoom.build.Sample;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.stage.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One page about a dataset, without any other file: counts, distributions, pictures. */
public final class DatasetReport {

  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#222}
      table{border-collapse:collapse}td,th{padding:2px 12px 2px 0;text-align:left;vertical-align:top}
      figure{display:inline-block;margin:0 16px 16px 0;vertical-align:top}
      figcaption{font-size:13px;max-width:420px}svg rect{fill:#4a7fb5}
      svg text{font-size:10px;text-anchor:middle;fill:#444}img{display:inline-block}
      .grid figure{width:200px}
      """;

  private final BuildSummary summary;
  private final Map<Split, DatasetFacts> splits;
  private final DatasetFacts all;
  private final StringBuilder page = new StringBuilder();

  private DatasetReport(BuildSummary summary, Map<Split, DatasetFacts> splits) {
    this.summary = summary;
    this.splits = splits;
    all = DatasetFacts.sum(Split.TRAIN, List.copyOf(splits.values()));
  }

  /** The page. */
  public static String html(BuildSummary summary, Map<Split, DatasetFacts> splits) {
    DatasetReport report = new DatasetReport(summary, splits);
    report.head();
    report.rejections();
    report.distributions();
    report.pictures();
    return report.page.append("</body></html>\n").toString();
  }

  private void head() {
    String name = Html.text(summary.settings().name());
    add("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>", name);
    page.append("<style>").append(STYLE).append("</style></head><body>");
    add("<h1>%s</h1><table>", name);
    row("Inputs", Long.toString(summary.inputs()));
    row("In the dataset", Long.toString(summary.kept() - summary.forgotten()));
    row("Rejected", Long.toString(summary.inputs() - summary.kept()));
    row("Forgotten later", Long.toString(summary.forgotten()));
    row("People", Integer.toString(all.people().size()));
    splits.forEach(
        (split, facts) ->
            row(
                split.word(),
                Html.format(
                    "%d records (%d full, %d half, %d face), %d people, %.1f MB",
                    facts.count(),
                    facts.records().getOrDefault(Zoom.FULL, 0L),
                    facts.records().getOrDefault(Zoom.HALF, 0L),
                    facts.records().getOrDefault(Zoom.FACE, 0L),
                    facts.people().size(),
                    facts.bytes() / 1e6)));
    summary
        .ignored()
        .forEach((kind, count) -> row("Not meant as pictures", "%d %s".formatted(count, kind)));
    summary.seconds().forEach((stage, time) -> row("Work: " + stage, Html.format("%.1f s", time)));
    page.append("</table>\n");
  }

  private void rejections() {
    add("<h2>Rejected</h2><table><tr><th>Stage</th><th>Reason</th><th>Inputs</th></tr>");
    for (Map.Entry<BuildStage, Map<Reason, Long>> stage : summary.rejected().entrySet()) {
      stage
          .getValue()
          .forEach(
              (reason, count) ->
                  add(
                      "<tr><td>%s</td><td>%s</td><td>%d</td></tr>",
                      stage.getKey().name().toLowerCase(Locale.ROOT), reason.words(), count));
    }
    summary
        .crops()
        .forEach(
            (reason, count) ->
                add("<tr><td>crops</td><td>%s</td><td>%d</td></tr>", reason.words(), count));
    page.append("</table>\n");
  }

  private void distributions() {
    page.append("<h2>Faces of full pictures</h2>");
    page.append(Html.histogram("Faces per picture", all.facesPerPicture()));
    page.append(Html.histogram("Face size, pixels (from)", all.faceSizes()));
    page.append(Html.histogram("Yaw, degrees (from)", all.yaws()));
    page.append(Html.histogram("Pitch, degrees (from)", all.pitches()));
    page.append(Html.histogram("Sharpness, squared grey levels (from)", all.sharpness()));
  }

  private void pictures() {
    page.append("<h2>Samples</h2><div class=\"grid\">");
    for (Sample sample : all.samples()) {
      add(
          "<figure>%s<figcaption>%s</figcaption></figure>",
          Html.jpeg(sample.jpeg(), sample.id()), Html.text(sample.caption()));
    }
    page.append("</div>\n");
    if (!summary.duplicates().isEmpty()) {
      page.append("<h2>Near duplicates: kept, left out</h2>");
    }
    for (BuildSummary.DuplicatePair pair : summary.duplicates()) {
      add(
          "<figure>%s %s<figcaption>%s</figcaption></figure>",
          Html.jpeg(pair.first(), pair.original()),
          Html.jpeg(pair.second(), "left out"),
          Html.text(pair.detail()));
    }
  }

  private void row(String name, String value) {
    add("<tr><th>%s</th><td>%s</td></tr>", Html.text(name), Html.text(value));
  }

  private void add(String format, Object... values) {
    page.append(Html.format(format, values)).append('\n');
  }
}
