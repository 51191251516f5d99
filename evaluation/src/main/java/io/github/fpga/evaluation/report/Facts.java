package io.github.fpga.evaluation.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and what belongs to them, such as versions and checksums of files.
 *
 * @param title above them
 * @param values in their order
 */
public record Facts(String title, Map<String, String> values) implements Part {

  /** Copies the map. */
  public Facts {
    values = new LinkedHashMap<>(values);
  }

  @Override
  public String html() {
    StringBuilder html =
        new StringBuilder("<h3>%s</h3><table class=\"facts\">".formatted(Html.text(title)));
    values.forEach(
        (name, value) ->
            html.append(
                "<tr><th>%s</th><td>%s</td></tr>".formatted(Html.text(name), Html.text(value))));
    return html.append("</table>").toString();
  }
}
