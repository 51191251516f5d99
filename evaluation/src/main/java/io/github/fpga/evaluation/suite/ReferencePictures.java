package io.github.fpga.evaluation.suite;

import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.idzoom.world.Viewport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Portraits of the people: references for the generator, and other pictures for the judge's
 * gallery, so that nothing of a reference but the person helps. PNG without metadata. A picture in
 * which the detector does not find exactly one face is drawn again, as a user would take another.
 */
public final class ReferencePictures {

  /** Pictures of each person that a generator gets. */
  public static final int REFERENCES = 2;

  /** Pictures of each person that the judge knows them by; no generator gets these. */
  public static final int GALLERY = 3;

  /** Draws until a face is found. */
  public static final int ATTEMPTS = 8;

  private static final int PURPOSE = 50;
  private static final double TURN = 0.5;
  private static final int SIDE = SceneSpec.SIDE;

  /** What a picture is for. */
  public enum Use {
    /** Given to the generator. */
    REFERENCE(REFERENCES),
    /** Kept for the judge. */
    GALLERY(ReferencePictures.GALLERY);

    private final int count;

    Use(int count) {
      this.count = count;
    }

    /** Pictures of each person. */
    public int count() {
      return count;
    }
  }

  /**
   * Whose pictures.
   *
   * @param people everybody
   * @param seed of the pictures
   * @param references pictures of each person that a generator gets
   * @param gallery other pictures of each person that the judge knows them by
   */
  public record Album(List<Identity> people, long seed, int references, int gallery) {

    /** Copies the list. */
    public Album {
      people = List.copyOf(people);
    }

    /** The people of a plan with the usual numbers of pictures. */
    public static Album of(EvaluationPlan plan) {
      return new Album(plan.people(), plan.seed(), REFERENCES, GALLERY);
    }

    private int count(Use use) {
      return use == Use.REFERENCE ? references : gallery;
    }
  }

  /** A portrait and how it was drawn. */
  private record Drawn(Scene scene, BufferedImage image) {}

  private final Album album;
  private final Path output;
  private final FaceDetector detector;

  /**
   * @param output the evaluation's folder
   * @param detector that finds the faces
   */
  public ReferencePictures(EvaluationPlan plan, Path output, FaceDetector detector) {
    this(Album.of(plan), output, detector);
  }

  /**
   * @param output the folder that {@code people} will be in
   * @param detector that finds the faces
   */
  public ReferencePictures(Album album, Path output, FaceDetector detector) {
    this.album = album;
    this.output = output;
    this.detector = detector;
  }

  /** The scene of a portrait: a plain style, the head turned by half as much as in scenes. */
  public static Scene scene(EvaluationPlan plan, int person, Use use, int number, int attempt) {
    return scene(Album.of(plan), person, use, number, attempt);
  }

  /** The same for any album. */
  public static Scene scene(Album album, int person, Use use, int number, int attempt) {
    Identity identity = album.people().get(person);
    long index = ((long) person * Use.values().length + use.ordinal()) * 100 + number;
    return SceneSampler.any()
        .withShot(Shot.CLOSE_UP)
        .withStyle(Style.SHADED)
        .withTurn(TURN)
        .sample(Seeds.of(album.seed(), PURPOSE + attempt, index), List.of(identity));
  }

  /** The folder of a person, below the evaluation's. */
  public static String folder(int person) {
    return String.format(Locale.ROOT, "people/p%02d", person);
  }

  /** The files of a person. */
  public List<Path> files(int person, Use use) {
    List<Path> files = new ArrayList<>();
    for (int n = 1; n <= album.count(use); n++) {
      String name = use.name().toLowerCase(Locale.ROOT) + "-" + n + ".png";
      files.add(output.resolve(folder(person)).resolve(name));
    }
    return files;
  }

  /** Writes the missing pictures of a person. */
  public void write(int person) throws IOException {
    for (Use use : Use.values()) {
      List<Path> files = files(person, use);
      for (int n = 0; n < files.size(); n++) {
        if (!Files.exists(files.get(n))) {
          Pictures.writePng(files.get(n), draw(person, use, n).image(), Map.of());
        }
      }
    }
  }

  /** How far the heads of a person's references are turned to the side, in degrees. */
  public List<Double> referenceYaws(int person) {
    List<Double> yaws = new ArrayList<>();
    for (int n = 0; n < album.references(); n++) {
      Scene scene = draw(person, Use.REFERENCE, n).scene();
      yaws.add(scene.people().get(0).nuisance().head().yaw());
    }
    return yaws;
  }

  private Drawn draw(int person, Use use, int number) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Scene scene = scene(album, person, use, number, attempt);
      BufferedImage image = Renderer.image(scene, SIDE, SIDE, Viewport.full(scene));
      if (detector.detect(image).size() == 1) {
        return new Drawn(scene, image);
      }
    }
    throw new IllegalStateException(
        "the detector finds no single face in any of %d portraits of person %d"
            .formatted(ATTEMPTS, person));
  }
}
