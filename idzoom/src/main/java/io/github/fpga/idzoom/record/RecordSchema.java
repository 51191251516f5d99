package io.github.fpga.idzoom.record;

import io.github.fpga.idzoom.record.FieldType.Image;
import io.github.fpga.idzoom.record.FieldType.ListOf;
import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.FieldType.Value;
import java.util.List;

/**
 * The one schema of IDZoom's files, in all its versions. {@code docs/idzoom.md} shows it as a
 * table.
 *
 * <p>Version 1 has what a collection knows: pictures, captions, people and faces. Version 2 adds
 * what the stages measure: perceptual hash, sharpness and identity cluster. Files are written in
 * {@link #VERSION}; what an older file lacks is empty.
 */
public final class RecordSchema {

  /** The newest version, the one that is written. */
  public static final int VERSION = 2;

  private static final Struct POINT =
      new Struct(
          List.of(
              f("x", Value.FLOAT64, "px", "to the right", "see the parent"),
              f("y", Value.FLOAT64, "px", "down", "see the parent")));

  private static final Struct JOINT =
      new Struct(
          List.of(
              f("x", Value.FLOAT64, "px", "to the right", "pose estimator"),
              f("y", Value.FLOAT64, "px", "down", "pose estimator"),
              f("score", Value.FLOAT64, "0 to 1", "0: not visible", "pose estimator")));

  private static final Struct BOX =
      new Struct(
          List.of(
              f("x", Value.FLOAT64, "px", "left edge", "face detector"),
              f("y", Value.FLOAT64, "px", "upper edge", "face detector"),
              f("width", Value.FLOAT64, "px", "above 0", "face detector"),
              f("height", Value.FLOAT64, "px", "above 0", "face detector")));

  private static final Struct PERSON =
      new Struct(
          List.of(
              f("skeleton", new ListOf(JOINT), "px", "18 joints, COCO order", "pose estimator"),
              f("score", Value.FLOAT64, "0 to 1", "of the whole person", "pose estimator"),
              f("face", Value.INT32, "-", "index in faces; null: none", "assignment")));

  private static final Struct FACE =
      new Struct(
          List.of(
              f("box", BOX, "px", "around the face", "face detector"),
              f("score", Value.FLOAT64, "0 to 1", "of the detection", "face detector"),
              f("five", new ListOf(POINT), "px", "eyes, nose tip, mouth corners", "face detector"),
              f("landmarks", new ListOf(POINT), "px", "68 points, iBUG", "landmark detector"),
              f("yaw", Value.FLOAT64, "degrees", "above 0: image right", "head pose"),
              f("pitch", Value.FLOAT64, "degrees", "above 0: down", "head pose"),
              f("roll", Value.FLOAT64, "degrees", "above 0: clockwise", "head pose"),
              f("mask", new Image(), "0 to 255", "grey, the picture's size", "landmarks"),
              f("pixel_size", Value.FLOAT64, "px", "square root of the box's area", "box"),
              f("embedding", new ListOf(Value.FLOAT32), "-", "of length 1", "recogniser"),
              f("recogniser", Value.STRING, "-", "whose embedding it is", "recogniser"),
              new Field("sharpness", Value.FLOAT64, "grey²", "Laplacian's variance", "stage", 2),
              new Field("cluster", Value.INT64, "-", "number of the person", "stage", 2)));

  private static final Struct NEWEST =
      new Struct(
          List.of(
              f("id", Value.STRING, "-", "unique; names files", "builder"),
              f("image", new Image(), "-", "the picture file", "collection"),
              f("width", Value.INT32, "px", "of the decoded picture", "decoder"),
              f("height", Value.INT32, "px", "of the decoded picture", "decoder"),
              f("caption", Value.STRING, "-", "may be empty", "collection or template"),
              f("source", Value.STRING, "-", "address or description", "collection"),
              f("licence", Value.STRING, "-", "SPDX identifier or terms", "collection"),
              f("sha256", Value.STRING, "hex", "of the image's bytes", "image"),
              f("split", Value.STRING, "-", "train, development, evaluation", "builder"),
              f("zoom", Value.STRING, "-", "full, half, face", "builder"),
              f("style", Value.STRING, "-", "photo, ink, ...", "collection"),
              f("people", new ListOf(PERSON), "-", "everybody found", "pose estimator"),
              f("faces", new ListOf(FACE), "-", "every face found", "face detector"),
              new Field("perceptual_hash", Value.INT64, "64 bits", "DCT hash", "stage", 2)));

  private RecordSchema() {}

  /**
   * The fields of a version.
   *
   * @throws IllegalArgumentException if there is no such version
   */
  public static Struct at(int version) {
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "schema version %d is not known, versions 1 to %d are".formatted(version, VERSION));
    }
    return (Struct) without(NEWEST, version);
  }

  private static FieldType without(FieldType type, int version) {
    if (type instanceof Struct struct) {
      return new Struct(
          struct.fields().stream()
              .filter(field -> field.since() <= version)
              .map(field -> field.withType(without(field.type(), version)))
              .toList());
    } else if (type instanceof ListOf list) {
      return new ListOf(without(list.element(), version));
    }
    return type;
  }

  private static Field f(String name, FieldType type, String unit, String meaning, String source) {
    return new Field(name, type, unit, meaning, source, 1);
  }
}
