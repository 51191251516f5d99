package io.github.fpga.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.pipelines.diir.Decision;
import io.github.fpga.pipelines.diir.FaceReport;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What people at the terminal are told about results. */
public final class Notes {

  private Notes() {}

  /** One line per face, and one per person that no face was found for. */
  public static void faces(App app, List<FaceReport> faces, List<String> unfound) {
    for (FaceReport face : faces) {
      String where = face.index() == 0 ? "no face found in its region" : "face " + face.index();
      app.note("  %s: %s", where, describe(face));
    }
    for (String name : unfound) {
      app.note("  %s: no face found that could be theirs", name);
    }
  }

  /** Such as {@code anna, restored, similarity 0.31 -> 0.78}. */
  public static String describe(FaceReport face) {
    if (face.person() == null) {
      return "nobody's, left as it is";
    }
    String text = face.person() + ", " + words(face.decision());
    if (!Double.isNaN(face.after())) {
      text += String.format(Locale.ROOT, ", similarity %.2f -> %.2f", face.before(), face.after());
    } else if (!Double.isNaN(face.before())) {
      text += String.format(Locale.ROOT, ", similarity %.2f", face.before());
    }
    return text;
  }

  /** What became of a face, in words. */
  public static String words(Decision decision) {
    return switch (decision) {
      case RESTORED -> "restored";
      case KEPT -> "left as it was (the new face was not more alike)";
      case UNCLAIMED -> "nobody's";
      case UNCHANGED -> "left as it was";
    };
  }

  /** Names words that a family with a closed vocabulary does not know. */
  public static void unknownWords(App app, ModelOptions options, List<String> texts) {
    if (options.isPublic()) {
      return;
    }
    ModelSet models = options.modelSet();
    try {
      JsonNode model =
          new ObjectMapper().readTree(models.path(ModelFile.TOKENIZER).toFile()).path("model");
      JsonNode vocabulary = model.path("vocab");
      if (!model.path("type").asText().equals("WordLevel") || !vocabulary.isObject()) {
        return;
      }
      Set<String> unknown = new LinkedHashSet<>();
      for (String text : texts) {
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
          if (!word.isEmpty() && !vocabulary.has(word)) {
            unknown.add(word);
          }
        }
      }
      if (!unknown.isEmpty()) {
        app.note("note: %s does not know the words: %s", models, String.join(", ", unknown));
      }
    } catch (IOException e) {
      // The loader has read the same file; the hint is not worth a failure.
      app.note("note: the vocabulary cannot be read: %s", e.getMessage());
    }
  }
}
