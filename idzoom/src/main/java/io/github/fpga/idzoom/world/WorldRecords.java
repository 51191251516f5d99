package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PersonRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.stage.PerceptualHash;
import io.github.fpga.idzoom.stage.Pngs;
import io.github.fpga.idzoom.stage.Sharpness;
import io.github.fpga.idzoom.stage.ZoomCrops;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Scenes as records whose every field is exactly true: places, poses and masks come from the scene,
 * the identity cluster is the identity's seed. Only embeddings are left to a recogniser. Closer
 * zoom levels are drawn anew, not cut.
 */
public final class WorldRecords {

  /** A face of which less can be seen is not one that a detector would have to find. */
  static final double MIN_VISIBLE = 0.5;

  private static final Provenance PROVENANCE = new Provenance("PortraitWorld", "Apache-2.0");

  private WorldRecords() {}

  /**
   * The whole scene.
   *
   * @param height in pixels; the width follows from the scene's aspect
   * @param split whose people the scene must have
   * @throws IllegalArgumentException if somebody belongs to another split
   */
  public static PictureRecord full(String id, Scene scene, int height, Split split) {
    int width = (int) Math.round(scene.aspect() * height);
    Rendering drawn = Renderer.render(scene, width, height);
    return record(id, scene, drawn, split, Zoom.FULL, drawn.truth().caption());
  }

  /** The upper half of one person, as {@link ZoomCrops} frames it; a square of the side. */
  public static PictureRecord half(String id, Scene scene, int person, int side, Split split) {
    Viewport face = Viewport.face(scene, person, 1);
    Point chest = face.centre().plus(new Point(0, ZoomCrops.HALF_DROP * face.height()));
    Viewport view = new Viewport(chest, ZoomCrops.HALF_SIDE * face.height(), 0);
    return zoomed(id, scene, person, view, side, split, Zoom.HALF);
  }

  /** One face, as {@link ZoomCrops} frames it; a square of the side. */
  public static PictureRecord face(String id, Scene scene, int person, int side, Split split) {
    Viewport view = Viewport.face(scene, person, ZoomCrops.FACE_SIDE);
    return zoomed(id, scene, person, view, side, split, Zoom.FACE);
  }

  /**
   * A view of a scene with exactly these people, hidden or not: what training from the live world
   * knows of it.
   *
   * @param people indices in the scene, in the order of the record's faces
   * @param side of the square picture in pixels
   */
  public static PictureRecord view(
      String id,
      Scene scene,
      Viewport view,
      int side,
      List<Integer> people,
      Zoom zoom,
      String caption) {
    Rendering drawn = Renderer.render(scene, side, side, view);
    List<FaceRecord> faces = new ArrayList<>();
    List<PersonRecord> bodies = new ArrayList<>();
    for (int index : people) {
      PersonTruth person = drawn.truth().people().get(index);
      IdentitySplit.TRAIN.check(person.identitySeed());
      bodies.add(new PersonRecord(person.skeleton(), 1, OptionalInt.of(faces.size())));
      faces.add(face(drawn, person));
    }
    return record(id, scene, drawn, Split.TRAIN, zoom, caption, bodies, faces);
  }

  private static PictureRecord zoomed(
      String id, Scene scene, int person, Viewport view, int side, Split split, Zoom zoom) {
    Shot shot = zoom == Zoom.FACE ? Shot.CLOSE_UP : Shot.HALF;
    String caption =
        "%s of one person %s, %s"
            .formatted(
                Captions.picture(scene.style(), shot),
                scene.place().words(),
                Captions.describe(scene.people().get(person), true));
    return record(id, scene, Renderer.render(scene, side, side, view), split, zoom, caption);
  }

  private static PictureRecord record(
      String id, Scene scene, Rendering drawn, Split split, Zoom zoom, String caption) {
    GroundTruth truth = drawn.truth();
    List<FaceRecord> faces = new ArrayList<>();
    List<PersonRecord> people = new ArrayList<>();
    for (PersonTruth person : truth.people()) {
      IdentitySplit.valueOf(split.name()).check(person.identitySeed());
      OptionalInt face = OptionalInt.empty();
      if (person.visibleFraction() >= MIN_VISIBLE) {
        face = OptionalInt.of(faces.size());
        faces.add(face(drawn, person));
      }
      if (person.skeleton().joints().stream().anyMatch(Skeleton.Joint::visible)) {
        people.add(new PersonRecord(person.skeleton(), 1, face));
      }
    }
    return record(id, scene, drawn, split, zoom, caption, people, faces);
  }

  private static PictureRecord record(
      String id,
      Scene scene,
      Rendering drawn,
      Split split,
      Zoom zoom,
      String caption,
      List<PersonRecord> people,
      List<FaceRecord> faces) {
    GroundTruth truth = drawn.truth();
    return new PictureRecord(
        id,
        Pngs.encode(drawn.image(), id + ".png"),
        truth.width(),
        truth.height(),
        caption,
        PROVENANCE,
        OptionalLong.of(PerceptualHash.of(drawn.image())),
        split,
        zoom,
        scene.style().name().toLowerCase(Locale.ROOT),
        people,
        faces);
  }

  private static FaceRecord face(Rendering drawn, PersonTruth person) {
    GroundTruth truth = drawn.truth();
    Box box = person.faceBox();
    return new FaceRecord(
        new Detection(box, 1, person.five()),
        Optional.of(person.landmarks()),
        Optional.of(person.headPose()),
        Optional.of(Pngs.mask(truth.width(), truth.height(), truth.rasterise(person.faceMask()))),
        OptionalDouble.of(Sharpness.of(drawn.image(), box)),
        Optional.empty(),
        OptionalLong.of(person.identitySeed()));
  }
}
