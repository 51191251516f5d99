package io.github.fpga.cli.demo;

import io.github.fpga.cli.run.Shell;
import io.github.fpga.pipelines.run.StageTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Commands of a section with where their time went. */
final class StepRows {

  private static final double VISIBLE = 0.02;

  private StepRows() {}

  static String rows(List<Demo.Step> steps) {
    StringBuilder html = new StringBuilder("<div class=\"steps\">\n");
    for (Demo.Step step : steps) {
      html.append(row(step));
    }
    return html.append("</div>\n").toString();
  }

  private static String row(Demo.Step step) {
    List<String> command = new ArrayList<>(List.of("./fpga"));
    command.addAll(step.arguments());
    List<String> redo = List.of("./fpga", "redo", step.file().toString());
    return """
           <div class="step">
             <p><b>%s</b> <span class="muted">%s, %s</span></p>
             %s
             <pre tabindex="0"><code>%s
           %s</code></pre>
           </div>
           """
        .formatted(
            HtmlText.escape(step.file().getFileName().toString()),
            HtmlText.escape(step.arguments().get(0)),
            String.format(Locale.ROOT, "%.1f s", step.seconds()),
            step.times() == null ? "" : bar(step.times()),
            HtmlText.escape(Shell.join(command)),
            HtmlText.escape(Shell.join(redo)));
  }

  /** Stages as parts of a bar; the numbers are in the tooltips and below it. */
  private static String bar(StageTimes times) {
    Map<String, Double> seconds = times.seconds();
    double total = Math.max(1e-9, seconds.get("total"));
    StringBuilder bar = new StringBuilder("<div class=\"bar\">");
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    seconds.forEach(
        (stage, time) -> {
          if (!stage.equals("total") && !stage.equals("network") && time / total >= VISIBLE) {
            bar.append(
                String.format(
                    Locale.ROOT,
                    "<i class=\"s-%s\" style=\"width:%.2f%%\" title=\"%s %.2f s\"></i>",
                    stage,
                    100 * time / total,
                    stage,
                    time));
            legend.append(
                String.format(
                    Locale.ROOT,
                    "<span><i class=\"s-%s\"></i>%s %.2f s</span> ",
                    stage,
                    stage,
                    time));
          }
        });
    legend.append(
        String.format(
            Locale.ROOT,
            "<span class=\"muted\">%.0f %% of %.2f s inside networks</span></p>",
            100 * times.networkShare(),
            total));
    return bar.append("</div>").append(legend).toString();
  }
}
