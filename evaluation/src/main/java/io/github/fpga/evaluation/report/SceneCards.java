package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.FaceScore;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.evaluation.suite.ScenePictures;
import io.github.fpga.evaluation.suite.SceneRun;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.evaluation.suite.Stage;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Crops;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pictures of every scene, in order and without exception, with the values of each face. */
final class SceneCards {

  private static final int CROP = 96;
  private static final double CROP_FACTOR = 1.8;
  private static final int CLOSE_UP = 176;

  private final Path output;
  private final Map<String, Map<Stage, List<FaceScore>>> scores = new LinkedHashMap<>();

  SceneCards(Path output, List<FaceScore> all) {
    this.output = output;
    for (FaceScore score : all) {
      scores
          .computeIfAbsent(score.scene().id(), id -> new EnumMap<>(Stage.class))
          .computeIfAbsent(score.stage(), stage -> new ArrayList<>())
          .add(score);
    }
  }

  /** A group scene: four pictures, and a row of crops per person. */
  String group(SceneSpec scene, SceneRun run) {
    BufferedImage before = picture(scene, Stage.BEFORE);
    BufferedImage after = picture(scene, Stage.AFTER);
    BufferedImage truth = picture(scene, Stage.TRUTH);
    StringBuilder html = new StringBuilder();
    html.append("<article class=\"scene\"><header>").append(title(scene)).append("</header>");
    html.append("<div class=\"pictures\">");
    html.append(figure(scene, "asked for", ScenePictures.ASKED, read(scene, ScenePictures.ASKED)));
    html.append(figure(scene, "as generated", Stage.BEFORE.fileName(), before));
    html.append(figure(scene, "after DIIR", Stage.AFTER.fileName(), after));
    html.append(figure(scene, "true render", Stage.TRUTH.fileName(), truth));
    html.append("</div><table class=\"faces\"><thead><tr><th>reference</th><th>generated</th>");
    html.append("<th>restored</th><th>true</th></tr></thead><tbody>");
    for (int place = 0; place < scene.people().size(); place++) {
      html.append("<tr><td>").append(reference(scene.people().get(place), CROP)).append("</td>");
      html.append(face(scene, place, Stage.BEFORE, before, ""));
      html.append(face(scene, place, Stage.AFTER, after, decision(run, scene, place)));
      html.append(face(scene, place, Stage.TRUTH, truth, ""));
      html.append("</tr>");
    }
    return html.append("</tbody></table></article>").toString();
  }

  /** A close-up: reference, generated, true render. */
  String closeUp(SceneSpec scene) {
    StringBuilder html = new StringBuilder();
    html.append("<article class=\"closeup\"><header>").append(title(scene)).append("</header>");
    html.append("<div class=\"pictures\">");
    html.append(
        "<figure>%s<figcaption>reference</figcaption></figure>"
            .formatted(reference(scene.people().get(0), CLOSE_UP)));
    for (Stage stage : List.of(Stage.BEFORE, Stage.TRUTH)) {
      BufferedImage small = Warps.resize(picture(scene, stage), CLOSE_UP, CLOSE_UP);
      FaceScore score = score(scene, 0, stage);
      html.append(
          "<figure>%s<figcaption>%s %s</figcaption></figure>"
              .formatted(
                  linked(scene, stage.fileName(), small),
                  stage == Stage.BEFORE ? "generated" : "true",
                  value(score)));
    }
    return html.append("</div></article>").toString();
  }

  private static String title(SceneSpec scene) {
    String style = scene.style().isEmpty() ? "" : scene.style() + ": ";
    String people = scene.people().stream().map(p -> "p%02d".formatted(p)).toList().toString();
    String asked =
        scene.kind() == SceneKind.GROUP
            ? scene.prompt() + "; " + String.join("; ", scene.clothes())
            : scene.prompt();
    return "<b>%s</b> <span>%s</span> <small>people %s, seed %d</small>"
        .formatted(
            scene.id(),
            Html.text(style + asked),
            people.substring(1, people.length() - 1),
            scene.seed());
  }

  private String figure(SceneSpec scene, String words, String file, BufferedImage image) {
    return "<figure>%s<figcaption>%s</figcaption></figure>"
        .formatted(linked(scene, file, image), Html.text(words));
  }

  private static String linked(SceneSpec scene, String file, BufferedImage image) {
    return "<a href=\"%s/%s\">%s</a>"
        .formatted(scene.id(), file, Html.image(image, scene.id() + " " + file));
  }

  private String face(SceneSpec scene, int place, Stage stage, BufferedImage image, String note) {
    Box region = scene.region(place);
    FaceScore score = score(scene, place, stage);
    String kind = score.first() ? "right" : score.mixed() ? "mixed" : "wrong";
    return "<td class=\"%s\">%s<div>%s%s</div></td>"
        .formatted(
            kind,
            Html.image(
                Crops.crop(image, region, CROP_FACTOR, CROP).image(),
                "face of person " + score.person()),
            value(score),
            note);
  }

  private static String value(FaceScore score) {
    if (score.missing()) {
      return "<span class=\"bad\">not found</span>";
    }
    String badge = score.first() ? "good" : "bad";
    return "%s <span class=\"%s\">#%d</span>"
        .formatted(Html.number(score.similarity(), 2), badge, score.rank());
  }

  private static String decision(SceneRun run, SceneSpec scene, int place) {
    String name = "person " + scene.people().get(place);
    return run.faces().stream()
        .filter(face -> name.equals(face.person()) && !face.decision().equals("RESTORED"))
        .map(
            face ->
                "<br/><span class=\"note\" title=\"%s\">%s</span>"
                    .formatted(
                        Html.text(String.valueOf(face.reason())),
                        face.decision().toLowerCase(java.util.Locale.ROOT)))
        .findFirst()
        .orElse("");
  }

  private FaceScore score(SceneSpec scene, int place, Stage stage) {
    return scores.get(scene.id()).get(stage).get(place);
  }

  private String reference(int person, int side) {
    String file = ReferencePictures.folder(person) + "/reference-1.png";
    BufferedImage image = Warps.resize(Pictures.read(output.resolve(file)), side, side);
    return "<a href=\"%s\">%s</a>".formatted(file, Html.image(image, "person " + person));
  }

  private BufferedImage picture(SceneSpec scene, Stage stage) {
    return read(scene, stage.fileName());
  }

  private BufferedImage read(SceneSpec scene, String file) {
    return Pictures.read(output.resolve(scene.id()).resolve(file));
  }
}
