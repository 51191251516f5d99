package io.github.fpga.idzoom.stage;

import io.github.fpga.idzoom.record.EncodedImage;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Provenance;

/**
 * A picture as a collection has it, not looked into yet.
 *
 * @param id see {@link PictureRecord}
 * @param caption empty if the collection has none
 */
public record SourcePicture(String id, EncodedImage image, String caption, Provenance provenance) {

  public SourcePicture {
    PictureRecord.checkId(id);
  }
}
