package io.github.fpga.idzoom.record;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A picture of IDZoom with all that is known of it. Immutable.
 *
 * @param id unique within a dataset: 1 to 128 of the characters {@code A-Z a-z 0-9 _ -}, so that it
 *     can name files anywhere
 * @param width of the decoded picture in pixels, above 0
 * @param height of the decoded picture in pixels, above 0
 * @param caption may be empty
 * @param perceptualHash 64 bits, see {@code stage.PerceptualHash}
 * @param style such as {@code photo}, {@code ink} or {@code watercolour}, not blank
 * @param faces found in the picture; people refer to them by index
 */
public record PictureRecord(
    String id,
    EncodedImage image,
    int width,
    int height,
    String caption,
    Provenance provenance,
    OptionalLong perceptualHash,
    Split split,
    Zoom zoom,
    String style,
    List<PersonRecord> people,
    List<FaceRecord> faces) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  public PictureRecord {
    people = List.copyOf(people);
    faces = List.copyOf(faces);
    checkId(id);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture has a positive size, got %dx%d".formatted(width, height));
    }
    if (style.isBlank()) {
      throw new IllegalArgumentException("a picture needs the name of its style");
    }
    for (PersonRecord person : people) {
      if (person.face().isPresent() && person.face().getAsInt() >= faces.size()) {
        throw new IllegalArgumentException(
            "somebody has face %d of %d".formatted(person.face().getAsInt(), faces.size()));
      }
    }
  }

  /**
   * The id itself.
   *
   * @throws IllegalArgumentException if it has characters that file names should not have
   */
  public static String checkId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "an id has 1 to 128 letters, digits, - and _, got \"%s\"".formatted(id));
    }
    return id;
  }

  public PictureRecord withCaption(String value) {
    return new PictureRecord(
        id,
        image,
        width,
        height,
        value,
        provenance,
        perceptualHash,
        split,
        zoom,
        style,
        people,
        faces);
  }

  public PictureRecord withPerceptualHash(long value) {
    return new PictureRecord(
        id,
        image,
        width,
        height,
        caption,
        provenance,
        OptionalLong.of(value),
        split,
        zoom,
        style,
        people,
        faces);
  }

  public PictureRecord withSplit(Split value) {
    return new PictureRecord(
        id,
        image,
        width,
        height,
        caption,
        provenance,
        perceptualHash,
        value,
        zoom,
        style,
        people,
        faces);
  }

  /** With as many other faces, in the same order. */
  public PictureRecord withFaces(List<FaceRecord> value) {
    return new PictureRecord(
        id,
        image,
        width,
        height,
        caption,
        provenance,
        perceptualHash,
        split,
        zoom,
        style,
        people,
        value);
  }
}
