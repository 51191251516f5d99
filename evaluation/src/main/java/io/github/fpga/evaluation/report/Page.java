package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.suite.EvaluationPlan;
import io.github.fpga.evaluation.suite.ReferencePictures;
import java.util.Map;

/** The page: figures, plots, all pictures, and how it was done. Needs no other file to be read. */
final class Page {

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
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>");
    html.append("<meta charset=\"utf-8\"/><title>Evaluation, seed ").append(plan.seed());
    html.append("</title><meta name=\"viewport\" content=\"width=device-width\"/><style>");
    html.append(Html.resource("report.css")).append("</style></head><body>");
    html.append(head()).append(tables.tiles());
    html.append("<h2>Figures</h2><p>Ranges are 95 % intervals by bootstrap over people. ")
        .append("A face that is not found counts as wrong in every row.</p>")
        .append(tables.faces())
        .append(tables.others())
        .append("<h2>Distributions</h2>")
        .append(new Plots(report.figures(), plan.people().size()).html());
    pictures(html);
    html.append("<h2>How it was done</h2>").append(Html.resource("method.html")).append(facts());
    return html.append("</body></html>\n").toString();
  }

  private String head() {
    EvaluationPlan plan = report.plan();
    return """
<header class="page"><h1>Are they recognisable, each in their own place?</h1>
<p>%d people who were never seen in training, %d group portraits and %d close-ups,
seed %d. Each person is known to the generator by %d reference pictures, and to the judge
by %d others.</p><code>%s</code></header>
"""
        .formatted(
            plan.people().size(),
            plan.groups().size(),
            plan.closeUps().size(),
            plan.seed(),
            ReferencePictures.REFERENCES,
            ReferencePictures.GALLERY,
            Html.text(command));
  }

  private void pictures(StringBuilder html) {
    EvaluationPlan plan = report.plan();
    SceneCards cards = new SceneCards(report.output(), report.scores());
    html.append("<h2>Group scenes</h2><p>All of them, in order. Below each face: the judge's ")
        .append("similarity to the right person, and the right person's rank among all. Frames: ")
        .append("<span class=\"good\">green</span> where the nearest person is the right one, ")
        .append("<span class=\"near\">amber</span> where it is somebody who is not in the ")
        .append(
            "picture, <span class=\"bad\">red</span> where another of the picture is nearer or ")
        .append("no face is found. Pictures lead to their PNG files.</p>");
    int first = plan.closeUps().size();
    for (int i = 0; i < plan.groups().size(); i++) {
      html.append(cards.group(plan.groups().get(i), report.runs().get(first + i)));
    }
    html.append("<h2>Close-ups</h2><p>As generated, without DIIR.</p><div class=\"closeups\">");
    plan.closeUps().forEach(scene -> html.append(cards.closeUp(scene)));
    html.append("</div>");
  }

  private String facts() {
    StringBuilder html = new StringBuilder("<h3>Versions and files</h3><table class=\"facts\">");
    facts.forEach(
        (name, value) ->
            html.append(
                "<tr><th>%s</th><td>%s</td></tr>".formatted(Html.text(name), Html.text(value))));
    return html.append("</table>").toString();
  }
}
