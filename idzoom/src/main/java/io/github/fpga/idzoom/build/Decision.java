package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.PerceptualHash;
import io.github.fpga.idzoom.stage.Reason;
import java.util.List;

/**
 * What was decided on a picture in view of all others.
 *
 * @param original the index of the picture that this one looks like; its own if there is none
 * @param split null for a duplicate
 * @param clusters the person of each face; empty for a duplicate
 */
public record Decision(int original, Split split, long[] clusters) {

  /** Whether the picture is left out. */
  public boolean duplicate() {
    return split == null;
  }

  /**
   * How a duplicate stands in quarantine.
   *
   * @param index of the picture
   * @param pictures all of them
   */
  public Quarantined quarantined(int index, List<PictureFacts> pictures) {
    PictureFacts first = pictures.get(original);
    int distance = PerceptualHash.distance(pictures.get(index).hash(), first.hash());
    return new Quarantined(
        pictures.get(index).name(),
        BuildStage.DUPLICATES,
        Reason.DUPLICATE,
        "of %s, %d of 64 bits differ".formatted(first.name(), distance));
  }
}
