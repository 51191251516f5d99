package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.HeadPose;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;

/**
 * Keeps pictures whose faces can teach an identity. One bad face rejects the picture: it would
 * otherwise stay in it without a mask or an identity.
 *
 * @param minFaces at least 0
 * @param maxFaces at least {@code minFaces}
 * @param minPixelSize least {@link FaceRecord#pixelSize()}, in pixels
 * @param maxYaw largest turn to a side, in degrees; from 180 the pose is not asked for
 * @param maxPitch largest nod, in degrees; from 180 the pose is not asked for
 * @param minSharpness see {@link Sharpness}; at 0 it is not asked for
 */
public record FaceFilter(
    int minFaces,
    int maxFaces,
    double minPixelSize,
    double maxYaw,
    double maxPitch,
    double minSharpness) {

  public FaceFilter {
    if (minFaces < 0 || maxFaces < minFaces) {
      throw new IllegalArgumentException("%d to %d faces".formatted(minFaces, maxFaces));
    }
    if (!(minPixelSize >= 0 && maxYaw >= 0 && maxPitch >= 0 && minSharpness >= 0)) {
      throw new IllegalArgumentException(
          "limits are not negative, got %s px, yaw %s, pitch %s, sharpness %s"
              .formatted(minPixelSize, maxYaw, maxPitch, minSharpness));
    }
  }

  /** The record itself, or the first reason against it. */
  public Outcome<PictureRecord> apply(PictureRecord record) {
    int count = record.faces().size();
    if (count < minFaces) {
      return Outcome.rejected(Reason.TOO_FEW_FACES, "%d, at least %d", count, minFaces);
    }
    if (count > maxFaces) {
      return Outcome.rejected(Reason.TOO_MANY_FACES, "%d, at most %d", count, maxFaces);
    }
    Outcome<PictureRecord> outcome = Outcome.kept(record);
    for (int i = 0; i < count; i++) {
      int index = i;
      outcome = outcome.then(kept -> check(kept, index));
    }
    return outcome;
  }

  private Outcome<PictureRecord> check(PictureRecord record, int index) {
    FaceRecord face = record.faces().get(index);
    if (face.pixelSize() < minPixelSize) {
      return Outcome.rejected(
          Reason.FACE_TOO_SMALL,
          "face %d: %.1f px, at least %.1f",
          index,
          face.pixelSize(),
          minPixelSize);
    }
    if (maxYaw < 180 || maxPitch < 180) {
      if (face.headPose().isEmpty()) {
        return Outcome.rejected(Reason.NOT_MEASURED, "face %d: head pose", index);
      }
      HeadPose pose = face.headPose().get();
      if (Math.abs(pose.yaw()) > maxYaw || Math.abs(pose.pitch()) > maxPitch) {
        return Outcome.rejected(
            Reason.FACE_TURNED_AWAY,
            "face %d: yaw %.1f, pitch %.1f degrees, at most %.1f and %.1f",
            index,
            pose.yaw(),
            pose.pitch(),
            maxYaw,
            maxPitch);
      }
    }
    return minSharpness > 0 ? checkSharpness(record, index) : Outcome.kept(record);
  }

  private Outcome<PictureRecord> checkSharpness(PictureRecord record, int index) {
    FaceRecord face = record.faces().get(index);
    if (face.sharpness().isEmpty()) {
      return Outcome.rejected(Reason.NOT_MEASURED, "face %d: sharpness", index);
    }
    double sharpness = face.sharpness().getAsDouble();
    return sharpness >= minSharpness
        ? Outcome.kept(record)
        : Outcome.rejected(
            Reason.FACE_BLURRED,
            "face %d: sharpness %.1f, at least %.1f",
            index,
            sharpness,
            minSharpness);
  }
}
