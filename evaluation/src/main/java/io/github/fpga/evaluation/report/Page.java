package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.suite.EvaluationPlan;
import io.github.fpga.evaluation.suite.ReferencePictures;
import java.util.Map;

/** The page: figures, plots, all pictures, and how it was done. Needs no other file to be read. */
final class Page {

  private static final String FIGURES =
      "Ranges are 95 % intervals by bootstrap over people; gains are paired, face by face. A face"
          + " that is not found counts as wrong in every row, but for the copy-paste score, which leaves it"
          + " out.";

  private static final String GROUPS =
      """
      <p>All of them, in order. Below each face: the judge's similarity to the right person, and the
      right person's rank among all. Frames: <span class="good">green</span> where the nearest person
      is the right one, <span class="near">amber</span> where it is somebody who is not in the
      picture, <span class="bad">red</span> where another of the picture is nearer or no face is
      found. Pictures lead to their PNG files.</p>
      """;

  private final Report report;
  private final String command;
  private final Map<String, String> facts;

  Page(Report report, String command, Map<String, String> facts) {
    this.report = report;
    this.command = command;
    this.facts = facts;
  }

  String html() {
    EvaluationPlan plan = report.plan();
    Tables tables = new Tables(report.figures(), report.metrics(), plan.seed());
    return new ReportPage(
            "Evaluation, seed " + plan.seed(),
            "Are they recognisable, each in their own place?",
            lead(plan),
            command)
        .add(tables::tiles)
        .section("Figures", ReportPage.paragraph(FIGURES), tables::faces, tables::others)
        .section("Distributions", new Plots(report.figures(), plan.people().size())::html)
        .section("Group scenes", this::groups)
        .section("Close-ups", this::closeUps)
        .section(
            "How it was done",
            () -> Html.resource("method.html"),
            new Facts("Versions and files", facts))
        .html();
  }

  private static String lead(EvaluationPlan plan) {
    return """
           %d people who were never seen in training, %d group portraits and %d close-ups, \
           seed %d. Each person is known to the generator by %d reference pictures, and to the \
           judge by %d others."""
        .formatted(
            plan.people().size(),
            plan.groups().size(),
            plan.closeUps().size(),
            plan.seed(),
            ReferencePictures.REFERENCES,
            ReferencePictures.GALLERY);
  }

  private String groups() {
    EvaluationPlan plan = report.plan();
    SceneCards cards = new SceneCards(report.output(), report.scores());
    StringBuilder html = new StringBuilder(GROUPS);
    int first = plan.closeUps().size();
    for (int i = 0; i < plan.groups().size(); i++) {
      html.append(cards.group(plan.groups().get(i), report.runs().get(first + i)));
    }
    return html.toString();
  }

  private String closeUps() {
    SceneCards cards = new SceneCards(report.output(), report.scores());
    StringBuilder html = new StringBuilder("<p>As generated, without DIIR.</p>");
    html.append("<div class=\"closeups\">");
    report.plan().closeUps().forEach(scene -> html.append(cards.closeUp(scene)));
    return html.append("</div>").toString();
  }
}
