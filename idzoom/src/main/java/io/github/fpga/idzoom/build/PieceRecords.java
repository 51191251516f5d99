package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.build.DescribedPiece.Tally;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.Reason;
import io.github.fpga.idzoom.stage.SourcePicture;
import java.util.function.Consumer;

/** Takes the pictures of a piece one after the other and hands on the records of those it keeps. */
public final class PieceRecords {

  private final PictureStages stages;
  private final Consumer<PictureRecord> kept;
  private final Tally tally = new Tally();

  public PieceRecords(PictureStages stages, Consumer<PictureRecord> kept) {
    this.stages = stages;
    this.kept = kept;
  }

  /**
   * The next picture.
   *
   * @param name in the collection
   */
  public void picture(String name, Outcome<SourcePicture> input) {
    stages.apply(name, input, tally).ifPresent(kept);
  }

  /** An input that no picture could be read from. */
  public void unreadable(String name, Reason reason, String detail) {
    tally.rejected.add(new Quarantined(name, BuildStage.READ, reason, detail));
  }

  /** Time that was spent reading. */
  public void reading(long nanos) {
    tally.spent(BuildStage.READ, nanos);
  }

  /** What became of all of them. */
  public DescribedPiece done() {
    return tally.done();
  }
}
