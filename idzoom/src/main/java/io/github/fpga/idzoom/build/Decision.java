package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.PerceptualHash;
import io.github.fpga.idzoom.stage.Reason;
import java.util.List;

/**
 * What was decided on a picture in view of all others.
 *
 * @param original the index of the picture that this one looks like; its own if there is none
 * @param rival the index of a picture in another split that may show the same person; -1 if there
 *     is none
 * @param split null where the picture is left out
 * @param clusters the person of each face; empty for a duplicate
 */
public record Decision(int original, int rival, Split split, long[] clusters) {

  static Decision keep(int index, Split split, long[] clusters) {
    return new Decision(index, -1, split, clusters);
  }

  static Decision duplicate(int original) {
    return new Decision(original, -1, null, new long[0]);
  }

  static Decision unsure(int index, int rival, long[] clusters) {
    return new Decision(index, rival, null, clusters);
  }

  /** Whether the picture is in the dataset. */
  public boolean kept() {
    return split != null;
  }

  /** Whether the picture is left out because it looks like another one. */
  public boolean duplicate() {
    return !kept() && rival < 0;
  }

  /**
   * How a picture that is left out stands in quarantine.
   *
   * @param index of the picture
   * @param pictures all of them
   */
  public Quarantined quarantined(int index, List<PictureFacts> pictures) {
    PictureFacts picture = pictures.get(index);
    if (!duplicate()) {
      return new Quarantined(
          picture.name(),
          BuildStage.SPLITS,
          Reason.IN_TWO_SPLITS,
          "perhaps somebody of " + pictures.get(rival).name());
    }
    PictureFacts first = pictures.get(original);
    int distance = PerceptualHash.distance(picture.hash(), first.hash());
    return new Quarantined(
        picture.name(),
        BuildStage.DUPLICATES,
        Reason.DUPLICATE,
        "of %s, %d of 64 bits differ".formatted(first.name(), distance));
  }
}
