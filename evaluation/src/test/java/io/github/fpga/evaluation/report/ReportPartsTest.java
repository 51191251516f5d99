package io.github.fpga.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.evaluation.metrics.Bootstrap.Interval;
import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.metrics.PairedBootstrap.Difference;
import io.github.fpga.evaluation.protocol.Protocols;
import io.github.fpga.evaluation.report.PictureGrid.Picture;
import io.github.fpga.faces.Pictures;
import io.github.fpga.training.Ticks;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPartsTest {

  /** What a name may be that came from outside. */
  private static final String EVIL = "<script>alert('x')</script> & \"q\" \u0000\u0007 ]]>";

  private static final Series A = Series.of(0, EVIL);
  private static final Series B = Series.of(1, "plain");
  private static final BufferedImage IMAGE = Pictures.of(20, 10, new int[200]);

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static String page() {
    return new ReportPage(EVIL, EVIL, EVIL, "fpga " + EVIL)
        .section(EVIL, ReportPage.paragraph(EVIL), table(EVIL))
        .section("Plots", ReportPage.plots(lines(), bars()))
        .section("Pictures", grid(7, 7))
        .section(
            "Done so",
            new ProtocolPart(Protocols.of("swap"), Protocols.checksum("swap")),
            new Facts(EVIL, Map.of(EVIL, EVIL)))
        .html();
  }

  private static IntervalTable table(String name) {
    return new IntervalTable(List.of(name, "B", "B - A"))
        .section(name)
        .row(
            Metric.RANK1,
            Cell.value(Metric.RANK1, 0.5, new Interval(0.4, 0.6)),
            Cell.value(Metric.RANK1, Double.NaN),
            Cell.difference(Metric.RANK1, new Difference(0.1, new Interval(0.02, 0.2), 0.0002, 50)))
        .row(name, Cell.NONE, Cell.text(name), Cell.NONE);
  }

  private static Part lines() {
    double[] xs = {0.2, 0.4, 0.6};
    return new LinePlot(EVIL, EVIL, EVIL)
        .line(
            A, xs, new double[] {0.1, 0.3, 0.2}, new double[] {0, 0.2, 0.1}, new double[] {1, 1, 1})
        .line(B, xs, new double[] {0.5, 0.5, 0.5});
  }

  private static Part bars() {
    return new BarPlot(EVIL, Metric.COPY_PASTE)
        .bar(A, 0.4, new Interval(0.3, 0.5))
        .bar(B, -0.2, new Interval(-0.3, 0.1));
  }

  private static Part grid(long first, long second) {
    return new PictureGrid(List.of(EVIL, "B"), 8)
        .row(
            EVIL,
            List.of(
                new Picture(first, IMAGE, EVIL, "group/00/a'b.png"),
                new Picture(second, null, "", "")));
  }

  @Test
  void everythingIsEscapedAndNeedsNothingElse() throws Exception {
    Document document = parse(page());
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertEquals(0, document.getElementsByTagName("link").getLength());
    assertEquals(2, document.getElementsByTagName("svg").getLength());
    assertEquals(1, document.getElementsByTagName("img").getLength());
    assertTrue(document.getDocumentElement().getTextContent().contains("<script>alert('x')"));
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertFalse(element.getAttribute("href").contains(":"), element.getTagName());
      String source = element.getAttribute("src");
      assertTrue(source.isEmpty() || source.startsWith("data:image/"), source);
    }
    assertFalse(Html.resource("report.css").contains("url("));
    assertFalse(Html.resource("report.css").contains("@import"));
  }

  @Test
  void theSamePartsGiveTheSamePage(@TempDir Path folder) throws Exception {
    assertEquals(page(), page());
    new ReportPage("t", "h", "l", "c").write(folder.resolve("a/report.html"));
    assertTrue(Files.readString(folder.resolve("a/report.html")).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void tablesTellIntervalsAndDifferences() {
    String html = table("A").html();
    assertTrue(html.contains("Rank-1 among all people ↑"), html);
    assertTrue(html.contains("50.0 % <small>40.0 % to 60.0 %</small>"), html);
    assertTrue(html.contains("<td>–</td>"), html);
    assertTrue(html.contains("class=\"good\">+10.0 pp <small>+2.0 to +20.0, p &lt; 0.001"), html);
    assertThrows(
        IllegalArgumentException.class, () -> new IntervalTable(List.of("A")).row("short"));
  }

  @Test
  void differencesAreColouredByWhatIsBetter() {
    Difference rise = new Difference(0.1, new Interval(0.05, 0.2), 0.01, 50);
    Difference fall = new Difference(-0.1, new Interval(-0.2, -0.05), 0.01, 50);
    Difference unclear = new Difference(0.1, new Interval(-0.05, 0.2), 0.4, 50);
    assertTrue(Cell.difference(Metric.SIMILARITY, rise).html().contains("good"));
    assertTrue(Cell.difference(Metric.SIMILARITY, fall).html().contains("bad"));
    assertTrue(Cell.difference(Metric.NME, rise).html().contains("bad"));
    assertTrue(Cell.difference(Metric.NME, fall).html().contains("good"));
    assertTrue(Cell.difference(Metric.NME, unclear).html().startsWith("<td>"));
  }

  @Test
  void rowsOfPicturesHaveOneSeed() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> grid(7, 8));
    assertTrue(refused.getMessage().contains("[7, 8]"), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PictureGrid(List.of("A", "B"), 8).row("s", List.of(new Picture(1, null, "", ""))));
    for (String link : List.of("https://x/a.png", "/etc/passwd", "../a.png", "javascript:x")) {
      assertThrows(IllegalArgumentException.class, () -> new Picture(1, null, "", link));
    }
    assertTrue(grid(7, 7).html().contains("width=\"8\" height=\"4\""));
    assertTrue(grid(7, 7).html().contains("seed 7"));
  }

  @Test
  void plotsRefuseWhatTheyCannotDraw() {
    double[] xs = {1, 2};
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinePlot("t", "x", "y").line(A, xs, new double[] {1, Double.NaN}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinePlot("t", "x", "y").line(A, xs, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BarPlot("t", Metric.NME).bar(A, Double.NaN, new Interval(0, 1)));
    assertThrows(IllegalStateException.class, () -> new LinePlot("t", "x", "y").html());
    assertThrows(IllegalStateException.class, () -> new BarPlot("t", Metric.NME).html());
    assertThrows(IllegalArgumentException.class, () -> new Series("x", "red;}"));
  }

  @Test
  void barsOfSharesAreLabelledInPercentAndLongNamesCut() {
    String html =
        new BarPlot("t", Metric.RANK1)
            .bar(Series.of(9, "a".repeat(30)), 0.012, new Interval(0.011, 0.014))
            .html();
    assertTrue(html.contains(">0.5 %</text>"), html);
    assertTrue(html.contains("a".repeat(19) + "…<title>" + "a".repeat(30)), html);
    assertTrue(html.contains(">1.2 %</text>"), html);
  }

  @Test
  void axesHoldAllValuesBetweenRoundNumbers() {
    for (double[] range :
        new double[][] {{0, 1}, {-0.3, 0.5}, {2, 2}, {0, 0}, {0.011, 0.0123}, {-900, 41}}) {
      Ticks ticks = Ticks.over(range[0], range[1]);
      assertTrue(ticks.low() <= range[0] + 1e-9 && ticks.high() >= range[1] - 1e-9);
      double steps = (ticks.high() - ticks.low()) / ticks.step();
      assertEquals(Math.rint(steps), steps, 1e-6);
      assertTrue(steps >= 1 && steps <= 12, "steps " + steps);
    }
    assertEquals(2, Ticks.decimals(0.05));
    assertEquals(0, Ticks.decimals(10));
  }
}
