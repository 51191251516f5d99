package io.github.fpga.idzoom.source;

import io.github.fpga.idzoom.parquet.ParquetPictures;
import io.github.fpga.idzoom.record.EncodedImage;
import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.Reason;
import io.github.fpga.idzoom.stage.SourcePicture;
import java.util.List;
import java.util.Locale;

/** What files, samples of shards and rows of tables have in common as pictures of a collection. */
public final class SourcePictures {

  /** Also formats that are not read: they are refused by name rather than passed over. */
  private static final List<String> EXTENSIONS =
      List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic", ".avif");

  private SourcePictures() {}

  /** Whether a file is meant to be a picture, by its name; hidden files are not. */
  public static boolean isPicture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(lower::endsWith)
        && !name.substring(name.lastIndexOf('/') + 1).startsWith(".");
  }

  /**
   * A picture that was read; rejected where its first bytes are no picture's.
   *
   * @param name unique in the collection; gives the id
   * @param path of the file, for people
   */
  public static Outcome<SourcePicture> picture(
      String name, String path, byte[] bytes, String caption, Provenance provenance) {
    try {
      return Outcome.kept(
          new SourcePicture(
              SourceIds.id(name), new EncodedImage(bytes, path), caption, provenance));
    } catch (IllegalArgumentException e) {
      return Outcome.rejected(Reason.NOT_A_PICTURE, "%s: %s", name, e.getMessage());
    }
  }

  /**
   * The picture of a row.
   *
   * @param name unique in the collection
   * @param licence where the row says none
   */
  public static Outcome<SourcePicture> picture(
      String name, ParquetPictures.Row row, String licence) {
    if (row.bytes() == null) {
      return Outcome.rejected(Reason.NOT_A_PICTURE, "%s: the row has no bytes", name);
    }
    return picture(
        name,
        row.path(),
        row.bytes(),
        row.caption().strip(),
        new Provenance(
            row.source().isBlank() ? name : row.source(),
            row.licence().isBlank() ? licence : row.licence()));
  }
}
