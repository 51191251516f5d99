package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.DescribedPiece;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.PictureStages;
import io.github.fpga.idzoom.build.PieceRecords;
import io.github.fpga.idzoom.parquet.RecordParquet;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.function.VoidFunction;

/** Describes a piece, unless that is done: a file of records, and then the marker beside it. */
record DescribeTask(JobContext context) implements VoidFunction<Piece> {

  private static final long serialVersionUID = 1L;

  @Override
  public void call(Piece piece) throws IOException {
    Storage storage = JobContext.storage();
    if (storage.exists(context.described(piece.index()))) {
      return;
    }
    BuildSettings settings = context.settings();
    PictureStages stages = Models.stages(context);
    AtomicReference<DescribedPiece> done = new AtomicReference<>();
    storage.write(
        context.records(piece.index()),
        file ->
            RecordParquet.write(
                file,
                sink -> {
                  PieceRecords records = new PieceRecords(stages, sink);
                  new PieceReader(storage, settings, records).read(piece);
                  done.set(records.done());
                }));
    storage.writeText(context.described(piece.index()), Json.line(done.get()));
  }
}
