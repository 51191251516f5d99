package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.build.DescribedPiece.Tally;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stage.Describing;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.Reason;
import io.github.fpga.idzoom.stage.SourcePicture;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a build does with every picture for itself: decode, describe, filter, caption. The result
 * depends on the picture alone. As safe for threads as the face models.
 */
public final class PictureStages {

  private final BuildSettings settings;
  private final Describing describing;
  private final Captioner captioner;
  private final Ledger ledger;

  public PictureStages(
      BuildSettings settings, Describing describing, Captioner captioner, Ledger ledger) {
    this.settings = settings;
    this.describing = describing;
    this.captioner = captioner;
    this.ledger = ledger;
  }

  /** The picture's record; where it is empty, the tally says why. */
  Optional<PictureRecord> apply(String name, Outcome<SourcePicture> input, Tally tally) {
    Optional<SourcePicture> source = run(name, BuildStage.READ, tally, () -> input);
    Optional<BufferedImage> image =
        source.flatMap(
            picture ->
                run(
                    name,
                    BuildStage.DECODE,
                    tally,
                    () -> settings.decoding().decode(picture.image())));
    return image
        .flatMap(
            decoded -> run(name, BuildStage.DESCRIBE, tally, () -> describe(source.get(), decoded)))
        .flatMap(
            record ->
                run(
                    name,
                    BuildStage.FILTER,
                    tally,
                    () -> settings.filter().apply(record).then(this::remember)))
        .map(
            record -> {
              tally.kept.add(PictureFacts.of(record, name));
              return record;
            });
  }

  private Outcome<PictureRecord> describe(SourcePicture source, BufferedImage image) {
    PictureRecord record = describing.describe(source, image);
    return Outcome.kept(
        source.caption().isBlank() ? record.withCaption(captioner.caption(record, image)) : record);
  }

  private Outcome<PictureRecord> remember(PictureRecord record) {
    return ledger
        .forgotten(record)
        .<Outcome<PictureRecord>>map(why -> Outcome.rejected(Reason.FORGOTTEN, "%s", why))
        .orElse(Outcome.kept(record));
  }

  /** One strange picture among a million must not end the build. */
  private static <T> Optional<T> run(
      String name, BuildStage stage, Tally tally, Supplier<Outcome<T>> work) {
    long start = System.nanoTime();
    Outcome<T> outcome;
    try {
      outcome = work.get();
    } catch (RuntimeException e) {
      outcome = Outcome.rejected(Reason.FAILED, "%s", e);
    }
    tally.spent(stage, System.nanoTime() - start);
    if (outcome instanceof Outcome.Rejected<T> rejected) {
      tally.rejected.add(Quarantined.of(name, stage, rejected));
    }
    return outcome.toOptional();
  }
}
