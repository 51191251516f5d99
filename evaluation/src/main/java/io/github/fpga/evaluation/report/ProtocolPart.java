package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.protocol.Protocol;
import io.github.fpga.evaluation.protocol.Protocols;

/**
 * The protocol as a reader needs it: what is measured, which way is good, and the file itself.
 *
 * @param protocol what was done
 * @param checksum of its file
 */
public record ProtocolPart(Protocol protocol, String checksum) implements Part {

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<h3>Protocol</h3><p>");
    html.append(
        Html.text(
            "Suite %s, version %d, SHA-256 %s."
                .formatted(protocol.suite(), protocol.version(), checksum)));
    html.append("</p><table class=\"facts\">");
    for (Metric metric : protocol.measured()) {
      String range =
          "%s to %s, %s is better, version %d"
              .formatted(
                  Html.number(metric.low(), 0),
                  Html.number(metric.high(), 0),
                  metric.better() == Metric.Better.HIGHER ? "higher" : "lower",
                  metric.version());
      html.append(
          "<tr><th>%s</th><td>%s</td></tr>".formatted(Html.text(metric.words()), Html.text(range)));
    }
    return html.append("</table><pre>")
        .append(Html.text(Protocols.text(protocol)))
        .append("</pre>")
        .toString();
  }
}
