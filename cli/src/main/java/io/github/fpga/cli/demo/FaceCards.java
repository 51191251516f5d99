package io.github.fpga.cli.demo;

import io.github.fpga.faces.Crops;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.diir.Decision;
import io.github.fpga.pipelines.diir.FaceReport;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The faces of a pair of pictures: reference, before, after, and the similarities. */
final class FaceCards {

  private static final double AROUND = 1.7;
  private static final int SIDE = 192;

  private final List<DemoPerson> people;

  FaceCards(List<DemoPerson> people) {
    this.people = people;
  }

  /** One card per face that somebody claimed. */
  String cards(Path before, Path after, List<FaceReport> faces) {
    BufferedImage left = Pictures.read(before);
    BufferedImage right = Pictures.read(after);
    StringBuilder html = new StringBuilder("<div class=\"faces\">\n");
    for (FaceReport face : faces) {
      if (face.person() != null) {
        html.append(card(left, right, face));
      }
    }
    return html.append("</div>\n").toString();
  }

  private String card(BufferedImage before, BufferedImage after, FaceReport face) {
    DemoPerson person = person(face.person());
    return """
           <div class="face">
             <div class="crops">
               %s%s%s
             </div>
             <p class="who"><b>%s</b> <span class="%s">%s</span></p>
             %s
           </div>
           """
        .formatted(
            crop(person == null ? null : person.thumbnail(), "reference"),
            crop(Crops.crop(before, face.box(), AROUND, SIDE).image(), "before"),
            crop(Crops.crop(after, face.box(), AROUND, SIDE).image(), "after"),
            HtmlText.escape(person == null ? face.person() : person.name()),
            face.decision() == Decision.RESTORED ? "tag good" : "tag",
            face.decision() == Decision.RESTORED ? "restored" : "left as it was",
            similarity(face));
  }

  private DemoPerson person(String name) {
    return people.stream()
        .filter(person -> person.person().name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String crop(BufferedImage image, String label) {
    return image == null
        ? ""
        : "<figure><img alt=\"%s\" src=\"%s\"><figcaption>%s</figcaption></figure>"
            .formatted(label, HtmlText.data(image), label);
  }

  /** A scale from 0 to 1 with the similarity before and after. */
  private static String similarity(FaceReport face) {
    if (Double.isNaN(face.before()) || Double.isNaN(face.after())) {
      return "<p class=\"reason\">%s</p>".formatted(HtmlText.escape(face.reason()));
    }
    double from = 100 * clamp(face.before());
    double to = 100 * clamp(face.after());
    return String.format(
        Locale.ROOT,
        """
        <div class="scale" title="similarity to the reference, 0 to 1">
          <i class="%s" style="left:%.1f%%;width:%.1f%%"></i>
          <i class="dot old" style="left:%.1f%%"></i><i class="dot" style="left:%.1f%%"></i>
        </div>
        <p class="numbers">%s</p>
        """,
        to >= from ? "gain" : "loss",
        Math.min(from, to),
        Math.abs(to - from),
        from,
        to,
        numbers(face));
  }

  private static String numbers(FaceReport face) {
    String form =
        face.decision() == Decision.RESTORED
            ? "similarity %.2f &rarr; <b>%.2f</b>"
            : "similarity <b>%.2f</b>; the new face had %.2f and was not kept";
    return String.format(Locale.ROOT, form, face.before(), face.after());
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
