package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSummary.DuplicatePair;
import io.github.fpga.idzoom.build.Decision;
import io.github.fpga.idzoom.build.DescribedPiece;
import io.github.fpga.idzoom.build.PictureFacts;
import io.github.fpga.idzoom.build.Quarantined;
import io.github.fpga.idzoom.parquet.RecordParquetReader;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.report.Thumbnails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Shows a few pairs of pictures that were taken for the same, so that people can judge it. */
final class DuplicateExamples {

  private static final int MOST = 8;

  private final Storage storage;
  private final JobContext context;
  private final List<DescribedPiece> described;
  private final List<Decision> decisions;

  DuplicateExamples(
      Storage storage,
      JobContext context,
      List<DescribedPiece> described,
      List<Decision> decisions) {
    this.storage = storage;
    this.context = context;
    this.described = described;
    this.decisions = decisions;
  }

  List<DuplicatePair> find() throws IOException {
    List<PictureFacts> pictures =
        described.stream().flatMap(piece -> piece.kept().stream()).toList();
    Thumbnails thumbnails = new Thumbnails(context.settings().blurFaces());
    List<DuplicatePair> pairs = new ArrayList<>();
    for (int i = 0; i < decisions.size() && pairs.size() < MOST; i++) {
      Decision decision = decisions.get(i);
      if (decision.duplicate()) {
        Quarantined why = decision.quarantined(i, pictures);
        PictureRecord original = record(decision.original());
        pairs.add(
            new DuplicatePair(
                original.id(),
                why.file() + ": " + why.detail(),
                thumbnails.plain(original),
                thumbnails.plain(record(i))));
      }
    }
    return pairs;
  }

  /** A record by its place among those of all pieces. */
  private PictureRecord record(int index) throws IOException {
    int piece = 0;
    long row = index;
    while (row >= described.get(piece).kept().size()) {
      row -= described.get(piece).kept().size();
      piece++;
    }
    try (Storage.Fetched file = storage.fetch(context.records(piece));
        RecordParquetReader reader = new RecordParquetReader(file.path())) {
      int group = 0;
      while (row >= reader.records(group)) {
        row -= reader.records(group);
        group++;
      }
      return reader.rowGroup(group).get((int) row);
    }
  }
}
