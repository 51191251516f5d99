package io.github.fpga.cli.demo;

import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.Version;
import io.github.fpga.tensor.AtomicFiles;
import io.github.fpga.tensor.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The demo's page: one file that needs no other. */
public final class DemoReport {

  private final Demo.Outcome outcome;
  private final DemoSettings settings;
  private final FaceCards faces;
  private final PortraitModels models;

  private DemoReport(Demo.Outcome outcome, PortraitModels models) {
    this.outcome = outcome;
    this.models = models;
    settings = outcome.settings();
    faces = new FaceCards(settings.people());
  }

  /** Writes the page, whole or not at all. */
  public static void write(Path file, Demo.Outcome outcome, PortraitModels models)
      throws IOException {
    AtomicFiles.writeString(file, new DemoReport(outcome, models).page());
  }

  private String page() throws IOException {
    StringBuilder sections = new StringBuilder();
    for (Demo.Shown shown : outcome.sections()) {
      sections.append(section(shown));
    }
    return """
           <!DOCTYPE html>
           <html lang="en">
           <head>
           <meta charset="utf-8">
           <meta name="viewport" content="width=device-width, initial-scale=1">
           <meta name="color-scheme" content="light dark">
           <title>FPGA for the JVM: demo</title>
           <style>
           %s</style>
           </head>
           <body>
           <main>
           %s%s%s%s</main>
           </body>
           </html>
           """
        .formatted(css(), head(), people(), sections, foot());
  }

  private static String css() throws IOException {
    try (InputStream in = DemoReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String head() {
    String version = "version " + Version.current();
    return """
<header>
  <h1>FPGA for the JVM</h1>
  <p class="lead">Group portraits of people given as reference pictures, each recognisable
  in their own place, and repairs of faces in any picture. Everything on this page was made
  just now, by the commands that stand below each part.</p>
  <p class="chips"><span>seed %d</span><span>%d pictures</span><span>%s s</span>\
<span>%s</span><span>%s</span></p>
</header>
"""
        .formatted(
            settings.seed(),
            outcome.pictures(),
            String.format(Locale.ROOT, "%.1f", outcome.seconds()),
            Engine.threads() == 1 ? "1 thread" : Engine.threads() + " threads",
            HtmlText.escape(version));
  }

  private String people() {
    StringBuilder html = new StringBuilder("<section>\n<h2>The people</h2>\n");
    html.append("<p>All that is known of each: the reference pictures of a folder.</p>\n");
    html.append("<div class=\"people\">\n");
    for (DemoPerson person : settings.people()) {
      html.append("<figure><img alt=\"\" src=\"")
          .append(HtmlText.data(person.thumbnail()))
          .append("\"><figcaption>")
          .append(HtmlText.escape(person.name()))
          .append("</figcaption></figure>\n");
    }
    return html.append("</div>\n</section>\n").toString();
  }

  private String section(Demo.Shown shown) {
    return """
           <section>
           <h2>%s</h2>
           <p>%s</p>
           %s<details><summary>Commands and timings</summary>
           %s</details>
           </section>
           """
        .formatted(
            HtmlText.escape(shown.section().title()),
            HtmlText.escape(shown.section().text()),
            shown.failure() == null ? pair(shown) : failure(shown),
            StepRows.rows(shown.steps()));
  }

  private static String failure(Demo.Shown shown) {
    return "<p class=\"failure\">Not done: %s</p>\n".formatted(HtmlText.escape(shown.failure()));
  }

  private String pair(Demo.Shown shown) {
    Path before = settings.output().resolve(shown.section().before());
    Path after = settings.output().resolve(shown.section().after());
    return """
           <div class="pair">
             <figure><img alt="before" src="%s"><figcaption>before</figcaption></figure>
             <figure><img alt="after" src="%s"><figcaption>after</figcaption></figure>
           </div>
           %s"""
        .formatted(
            HtmlText.data(before), HtmlText.data(after), faces.cards(before, after, shown.faces()));
  }

  private String foot() {
    StringBuilder rows = new StringBuilder();
    facts()
        .forEach(
            (name, value) ->
                rows.append("<tr><th>")
                    .append(HtmlText.escape(name))
                    .append("</th><td>")
                    .append(HtmlText.escape(value))
                    .append("</td></tr>\n"));
    return """
<section class="facts">
<h2>Facts</h2>
<p>Similarity is the cosine between embeddings of the recogniser that also conditions the
network: good for comparing before with after, too kind as a measure of success. The
figures of an independent judge come from <code>./fpga evaluate</code>. Every picture's PNG
text holds its request, seed, model checksums and version; <code>./fpga redo</code> makes
it again from these, bit for bit on the same machine.</p>
<details><summary>Versions and checksums (SHA-256)</summary>
<div class="scroll"><table>
%s</table></div>
</details>
</section>
"""
        .formatted(rows);
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("program", Version.current());
    facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("number format", models.precision().name().toLowerCase(Locale.ROOT));
    facts.putAll(models.checksums());
    return facts;
  }
}
