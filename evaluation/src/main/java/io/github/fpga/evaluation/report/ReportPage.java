package io.github.fpga.evaluation.report;

import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/** One page of a run, put together from parts; it needs no other file to be read. */
public final class ReportPage {

  private final String title;
  private final StringBuilder body = new StringBuilder();

  /**
   * @param title of the window
   * @param heading at the top
   * @param lead what was done, in a sentence or two
   * @param command that does it again
   */
  public ReportPage(String title, String heading, String lead, String command) {
    this.title = title;
    body.append("<header class=\"page\"><h1>%s</h1>\n".formatted(Html.text(heading)))
        .append("<p>%s</p><code>".formatted(Html.text(lead)))
        .append(Html.text(command))
        .append("</code></header>");
  }

  /** A heading and what stands below it. */
  public ReportPage section(String heading, Part... parts) {
    body.append("<h2>%s</h2>".formatted(Html.text(heading)));
    return add(parts);
  }

  /** More parts below the last heading. */
  public ReportPage add(Part... parts) {
    for (Part part : parts) {
      body.append(part.html());
    }
    return this;
  }

  /** A paragraph of plain text. */
  public static Part paragraph(String text) {
    return () -> "<p>%s</p>".formatted(Html.text(text));
  }

  /** Plots beside each other, as many as fit. */
  public static Part plots(Part... plots) {
    return () -> {
      StringBuilder html = new StringBuilder("<div class=\"plots\">");
      for (Part plot : plots) {
        html.append(plot.html());
      }
      return html.append("</div>").toString();
    };
  }

  /** The whole page. */
  public String html() {
    return """
           <!DOCTYPE html>
           <html lang="en"><head><meta charset="utf-8"/><title>%s</title>
           <meta name="viewport" content="width=device-width"/><style>%s</style></head><body>
           %s</body></html>
           """
        .formatted(Html.text(title), Html.resource("report.css"), body);
  }

  /** Writes the page, whole or not at all. */
  public void write(Path file) throws IOException {
    AtomicFiles.writeString(file, html());
  }
}
