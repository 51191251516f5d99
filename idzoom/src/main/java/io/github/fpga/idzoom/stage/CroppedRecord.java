package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.record.EncodedImage;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PersonRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a record says of a square of its picture. */
final class CroppedRecord {

  private final PictureRecord record;
  private final ZoomCrops.Window window;

  /** The faces of the record whose centres the square shows, as their indices. */
  private final List<Integer> faces = new ArrayList<>();

  CroppedRecord(PictureRecord record, ZoomCrops.Window window) {
    this.record = record;
    this.window = window;
    for (int i = 0; i < record.faces().size(); i++) {
      if (window.shows(record.faces().get(i).detection().box().centre())) {
        faces.add(i);
      }
    }
  }

  PictureRecord as(String id, Zoom zoom, EncodedImage image) {
    return new PictureRecord(
        id,
        image,
        window.target(),
        window.target(),
        "",
        record.provenance(),
        OptionalLong.empty(),
        record.split(),
        zoom,
        record.style(),
        record.people().stream().map(this::person).filter(CroppedRecord::isSeen).toList(),
        faces.stream().map(index -> face(record.faces().get(index))).toList());
  }

  private static boolean isSeen(PersonRecord person) {
    return person.face().isPresent()
        || person.skeleton().joints().stream().anyMatch(Skeleton.Joint::visible);
  }

  private PersonRecord person(PersonRecord person) {
    Skeleton skeleton =
        new Skeleton(
            person.skeleton().joints().stream()
                .map(
                    joint ->
                        new Skeleton.Joint(
                            window.map(joint.position()),
                            window.shows(joint.position()) ? joint.score() : 0))
                .toList());
    int face = person.face().isPresent() ? faces.indexOf(person.face().getAsInt()) : -1;
    return new PersonRecord(
        skeleton, person.score(), face < 0 ? OptionalInt.empty() : OptionalInt.of(face));
  }

  private FaceRecord face(FaceRecord face) {
    Detection found = face.detection();
    return new FaceRecord(
        new Detection(
            window.map(found.box()),
            found.score(),
            found.five().stream().map(window::map).toList()),
        face.landmarks().map(all -> new Landmarks(all.points().stream().map(window::map).toList())),
        face.headPose(),
        face.mask().map(window::cutMask),
        OptionalDouble.empty(),
        face.embedding(),
        face.cluster());
  }
}
