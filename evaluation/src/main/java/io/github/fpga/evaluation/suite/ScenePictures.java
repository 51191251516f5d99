package io.github.fpga.evaluation.suite;

import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.drawing.ControlDrawings;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes and keeps the pictures of scenes: {@code asked.png} (skeletons and regions), {@code
 * before.png}, {@code truth.png}, {@code roundtrip.png}, and for groups {@code after.png}, {@code
 * mask.png} and the inversions of the true render. A scene whose pictures are there already, by the
 * same models, is not made again.
 */
public final class ScenePictures {

  /** The file of the drawing of what was asked for. */
  public static final String ASKED = "asked.png";

  /** The file of the mask: black wherever restoring may not change anything. */
  public static final String MASK = "mask.png";

  /** The files of the inversion of the whole true render begin so. */
  public static final String INVERTED = "inverted";

  /** The files of the inversion of a face crop of the true render begin so; may be missing. */
  public static final String FACE_INVERTED = "face-inverted";

  private static final Color REGION = new Color(0xffffff);

  private final Path output;
  private final Portraits portraits;
  private final ReferencePictures references;

  /**
   * @param output the evaluation's folder
   * @param references whose files are there
   */
  public ScenePictures(Path output, Portraits portraits, ReferencePictures references) {
    this.output = output;
    this.portraits = portraits;
    this.references = references;
  }

  /** The folder of a scene. */
  public Path folder(SceneSpec scene) {
    return output.resolve(scene.id());
  }

  /** Makes what is missing of a generated scene. */
  public SceneRun make(SceneSpec scene) throws IOException {
    Path folder = folder(scene);
    String key = key(scene);
    Optional<SceneRun> done = SceneRun.read(folder, key);
    if (done.isPresent() && complete(scene, folder)) {
      return done.get();
    }
    truth(scene, folder);
    SceneRun run = generate(scene, folder, key);
    run.write(folder);
    return run;
  }

  /** Writes the true render of a scene that nothing is generated for. */
  public void makeTruth(SceneSpec scene) throws IOException {
    Path file = folder(scene).resolve(Stage.TRUTH.fileName());
    if (!Files.exists(file)) {
      Pictures.writePng(file, scene.render().image(), Map.of());
    }
  }

  private void truth(SceneSpec scene, Path folder) throws IOException {
    BufferedImage truth = scene.render().image();
    Pictures.writePng(folder.resolve(Stage.TRUTH.fileName()), truth, Map.of());
    Pictures.writePng(
        folder.resolve(Stage.ROUND_TRIP.fileName()), portraits.roundTrip(truth), Map.of());
    Pictures.writePng(folder.resolve(ASKED), asked(scene), Map.of());
  }

  private SceneRun generate(SceneSpec scene, Path folder, String key) throws IOException {
    List<List<Path>> people = new ArrayList<>();
    for (int person : scene.people()) {
      people.add(references.files(person, ReferencePictures.Use.REFERENCE));
    }
    Portraits.Made made = portraits.generate(scene, people);
    Path before = folder.resolve(Stage.BEFORE.fileName());
    Pictures.writePng(before, made.image(), made.text());
    if (scene.kind() != SceneKind.GROUP) {
      return SceneRun.of(scene, key, made.timing(), null, List.of());
    }
    Portraits.Restored restored = portraits.restore(scene, people, before);
    Pictures.writePng(folder.resolve(Stage.AFTER.fileName()), restored.image(), restored.text());
    Pictures.writePng(folder.resolve(MASK), picture(restored.mask()), Map.of());
    invert(scene, folder);
    return SceneRun.of(scene, key, made.timing(), restored.timing(), restored.faces());
  }

  /** Inversions of the true render, in whole and of one face: no model is to blame but ours. */
  private void invert(SceneSpec scene, Path folder) throws IOException {
    Path truth = folder.resolve(Stage.TRUTH.fileName());
    write(folder, INVERTED, portraits.invert(scene, truth));
    Optional<Portraits.Inverted> face = portraits.invertFace(scene, truth);
    if (face.isPresent()) {
      write(folder, FACE_INVERTED, face.get());
    }
  }

  private static void write(Path folder, String name, Portraits.Inverted inverted)
      throws IOException {
    Pictures.writePng(folder.resolve(name + "-original.png"), inverted.original(), Map.of());
    Pictures.writePng(folder.resolve(name + "-roundtrip.png"), inverted.roundTrip(), Map.of());
    Pictures.writePng(folder.resolve(name + ".png"), inverted.image(), Map.of());
  }

  private static boolean complete(SceneSpec scene, Path folder) {
    List<String> files = new ArrayList<>();
    stages(scene).forEach(stage -> files.add(stage.fileName()));
    files.add(ASKED);
    if (scene.kind() == SceneKind.GROUP) {
      files.add(MASK);
      files.add(INVERTED + ".png");
    }
    return files.stream().allMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }

  /** The pictures that a kind of scene has. */
  public static List<Stage> stages(SceneSpec scene) {
    return switch (scene.kind()) {
      case GROUP -> List.of(Stage.BEFORE, Stage.AFTER, Stage.TRUTH, Stage.ROUND_TRIP);
      case CLOSE_UP -> List.of(Stage.BEFORE, Stage.TRUTH, Stage.ROUND_TRIP);
      default -> List.of(Stage.TRUTH);
    };
  }

  /** Skeletons on black, with the regions. */
  private static BufferedImage asked(SceneSpec scene) {
    int side = SceneSpec.SIDE;
    BufferedImage image = ControlDrawings.skeletons(scene.pose().toPixels(side, side), side, side);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(REGION);
    graphics.setStroke(new BasicStroke(1));
    for (int i = 0; i < scene.regions().size(); i++) {
      var box = scene.region(i);
      graphics.draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    }
    graphics.dispose();
    return image;
  }

  /** A mask as a picture that is black only where the mask is exactly 0. */
  public static BufferedImage picture(Mask mask) {
    float[] alpha = mask.alpha();
    int[] pixels = new int[alpha.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (int) Math.ceil(255 * alpha[i]) * 0x010101;
    }
    return Pictures.of(mask.width(), mask.height(), pixels);
  }

  private String key(SceneSpec scene) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String all = scene.asked() + "|" + scene.truth().seed() + "|" + portraits.checksum();
      return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
