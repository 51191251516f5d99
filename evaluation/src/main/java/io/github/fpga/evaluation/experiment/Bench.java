package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.damage.Damage;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.evaluation.suite.ScenePictures;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.world.PersonTruth;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the pictures of rows and keeps them: {@code ROW/TRIAL.png}, {@code ROW/TRIAL-mask.png}
 * where something was restored, and {@code ROW/TRIAL.json}; inputs below {@code inputs}. What is
 * there already, by the same networks and options, is not made again.
 */
final class Bench {

  private static final String INPUTS = "inputs";

  private final Path output;
  private final ReferencePictures references;
  private final Map<Family, Workshop> workshops;

  /**
   * A picture that is there.
   *
   * @param file itself
   * @param mask where it may differ from its input; null where it was made from nothing
   * @param input what it was made from; null for nothing
   * @param kept what is remembered of it
   */
  record Finished(Path file, Path mask, Path input, Kept kept) {

    Path record() {
      return beside(file, ".json");
    }
  }

  Bench(Path output, ReferencePictures references, Map<Family, Workshop> workshops) {
    this.output = output;
    this.references = references;
    this.workshops = Map.copyOf(workshops);
  }

  /** The picture of a row, made where it is missing. */
  Finished picture(Row row, Trial trial) throws IOException {
    Finished below = row.on() == null ? null : picture(row.on(), trial);
    Path input = below != null ? below.file() : input(row, trial);
    String key = key(row, trial, below);
    Path file = output.resolve(row.id()).resolve(trial.id() + ".png");
    Path mask = input == null ? null : beside(file, "-mask.png");
    Optional<Kept> kept = Kept.read(beside(file, ".json"), key);
    if (kept.isPresent() && Files.isRegularFile(file)) {
      return new Finished(file, existing(mask), input, kept.get());
    }
    Work work = work(row, trial, input);
    Pictures.writePng(file, work.image(), work.text());
    if (work.mask() != null) {
      Pictures.writePng(mask, ScenePictures.picture(work.mask()), Map.of());
    }
    Kept made = Kept.of(key, work);
    made.write(beside(file, ".json"));
    return new Finished(file, existing(mask), input, made);
  }

  private static Path existing(Path mask) {
    return mask != null && Files.isRegularFile(mask) ? mask : null;
  }

  private static Path beside(Path file, String end) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - ".png".length()) + end);
  }

  private String key(Row row, Trial trial, Finished below) {
    String networks = row.method().usesNetworks() ? workshop(row).checksum() : "";
    String source =
        trial.input().source() == null || !row.method().worksOnPicture()
            ? ""
            : key(trial.input().source(), trial.source(), null);
    String under = below == null ? "" : below.kept().key();
    return sha256(
        String.join("|", row.method().toString(), trial.asked(), networks, source, under));
  }

  private Workshop workshop(Row row) {
    Workshop workshop = workshops.get(row.family());
    if (workshop == null) {
      throw new IllegalStateException("no networks for the row " + row.id());
    }
    return workshop;
  }

  /** The trial's own input, drawn or made where it is missing; null where there is none. */
  private Path input(Row row, Trial trial) throws IOException {
    if (!row.method().worksOnPicture()) {
      return null;
    }
    if (trial.input().source() != null) {
      return picture(trial.input().source(), trial.source()).file();
    }
    Path file = output.resolve(INPUTS).resolve(trial.id() + ".png");
    if (!Files.isRegularFile(file)) {
      Pictures.writePng(file, drawn(trial), Map.of());
    }
    return file;
  }

  private static BufferedImage drawn(Trial trial) {
    BufferedImage image = trial.shown().render().image();
    if (trial.input().damage() != null) {
      for (PersonTruth person : trial.shown().groundTruth().people()) {
        image = Damage.apply(image, person.faceBox(), trial.input().damage(), 1);
      }
    }
    return image;
  }

  private Work work(Row row, Trial trial, Path input) {
    SceneSpec scene = trial.scene();
    Method method = row.method();
    if (method instanceof Method.Generated made) {
      return workshop(row).generate(scene, references(scene), made);
    }
    if (method instanceof Method.Restored made) {
      return workshop(row).restore(scene, references(scene), input, made.options());
    }
    if (method instanceof Method.Swapped made) {
      List<Path> person = references(scene).get(trial.place());
      return workshop(row).swap(scene, trial.place(), person, input, made.options());
    }
    if (method instanceof Method.RoundTrip) {
      return Work.of(workshop(row).roundTrip(scene.render().image()));
    }
    return Work.of(method instanceof Method.Truth ? scene.render().image() : Pictures.read(input));
  }

  private List<List<Path>> references(SceneSpec scene) {
    return scene.people().stream()
        .map(person -> references.files(person, ReferencePictures.Use.REFERENCE))
        .toList();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
