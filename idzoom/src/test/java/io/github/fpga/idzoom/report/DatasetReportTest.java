package io.github.fpga.idzoom.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.BuildStage;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFacts;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.Reason;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DatasetReportTest {

  private static final Thumbnails THUMBNAILS = new Thumbnails(false);
  private static final PictureRecord TWO =
      ReportRecords.picture(
          "two",
          List.of(
              ReportRecords.face(10, 10, 50, -20, 120, 1),
              ReportRecords.face(90, 90, 70, 20, 4000, 2)));
  private static final PictureRecord ONE =
      ReportRecords.picture("one", List.of(ReportRecords.face(10, 10, 60, 100, 30, 1)));
  private static final String PAGE = page();

  private static String page() {
    DatasetFacts.Counter counter = new DatasetFacts.Counter(Split.TRAIN, List.of(THUMBNAILS));
    counter.add(TWO);
    counter.add(ONE);
    DatasetFacts facts = counter.facts(2_000_000, Map.of());
    BuildSummary summary =
        new BuildSummary(
            BuildSettings.DEFAULT,
            9,
            2,
            Map.of(
                BuildStage.DECODE, Map.of(Reason.DAMAGED, 4L),
                BuildStage.FILTER, Map.of(Reason.FACE_BLURRED, 3L)),
            Map.of(Reason.FACE_TOO_SMALL, 5L),
            Map.of(".md", 6L),
            Map.of("decode", 1.5),
            List.of(
                new BuildSummary.DuplicatePair(
                    "one", "copy.png: 2 bits", THUMBNAILS.plain(ONE), THUMBNAILS.plain(TWO))),
            0);
    return DatasetReport.html(summary, Map.of(Split.TRAIN, facts));
  }

  /** The bars that are not empty, by their lower edges. */
  private static Map<String, Integer> bars(String title) {
    String figure = PAGE.substring(PAGE.indexOf("<figcaption>" + title));
    Matcher text =
        Pattern.compile("<text [^>]*>([^<]*)</text>")
            .matcher(figure.substring(0, figure.indexOf("</figure>")));
    Map<String, Integer> bars = new LinkedHashMap<>();
    while (text.find()) {
      int count = Integer.parseInt(text.group(1));
      assertTrue(text.find());
      if (count > 0) {
        bars.put(text.group(1), count);
      }
    }
    return bars;
  }

  @Test
  void facesAreCountedBySizePoseAndSharpness() {
    assertEquals(Map.of("1", 1, "2", 1), bars("Faces per picture"));
    assertEquals(Map.of("48", 2, "64", 1), bars("Face size"));
    // Beyond the last edge counts in the last bar.
    assertEquals(Map.of("-30", 1, "15", 1, "75+", 1), bars("Yaw"));
    assertEquals(Map.of("0", 3), bars("Pitch"));
    assertEquals(Map.of("25", 1, "100", 1, "3200", 1), bars("Sharpness"));
  }

  @Test
  void whatWasRejectedIsToldByStageAndReason() {
    for (String row :
        List.of(
            "<tr><th>Rejected</th><td>7</td></tr>",
            "<tr><td>decode</td><td>the picture is damaged or cut short</td><td>4</td></tr>",
            "<tr><td>filter</td><td>a face is blurred</td><td>3</td></tr>",
            "<tr><td>crops</td><td>a face has too few pixels</td><td>5</td></tr>",
            "<tr><th>Not meant as pictures</th><td>6 .md</td></tr>",
            "<tr><th>People</th><td>2</td></tr>")) {
      assertTrue(PAGE.contains(row), row);
    }
  }

  @Test
  void samplesHaveOverlaysAndDuplicatesHaveNone() {
    for (PictureRecord record : List.of(ONE, TWO)) {
      assertTrue(shows(THUMBNAILS.make("", record).jpeg()), record.id());
      assertTrue(PAGE.contains("<figcaption>caption of " + record.id()), record.id());
    }
    String duplicates = PAGE.substring(PAGE.indexOf("Near duplicates"));
    assertTrue(duplicates.contains(base64(THUMBNAILS.plain(ONE))));
    assertTrue(duplicates.contains(base64(THUMBNAILS.plain(TWO))));
    assertTrue(duplicates.contains("copy.png: 2 bits"));
  }

  private static boolean shows(byte[] jpeg) {
    return PAGE.contains(base64(jpeg));
  }

  private static String base64(byte[] jpeg) {
    return Base64.getEncoder().encodeToString(jpeg);
  }
}
