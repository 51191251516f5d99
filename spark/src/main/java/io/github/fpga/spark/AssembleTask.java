package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.DatasetFacts;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.ShardPlan;
import io.github.fpga.idzoom.build.ShardRecords;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.report.Thumbnails;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.function.VoidFunction;

/** Writes a shard, unless that is done, and then the marker that says what is in it. */
record AssembleTask(JobContext context) implements VoidFunction<ShardPlan> {

  private static final long serialVersionUID = 1L;

  @Override
  public void call(ShardPlan shard) throws IOException {
    Storage storage = JobContext.storage();
    if (storage.exists(context.assembled(shard))) {
      return;
    }
    BuildSettings settings = context.settings();
    DatasetFacts.Counter counter =
        new DatasetFacts.Counter(shard.split(), List.of(new Thumbnails(settings.blurFaces())));
    AtomicReference<DatasetFacts> facts = new AtomicReference<>();
    storage.write(
        context.file(shard.path()),
        file -> {
          AtomicReference<ShardRecords> records = new AtomicReference<>();
          RecordParquet.write(
              file,
              sink -> {
                records.set(
                    new ShardRecords(
                        settings,
                        shard.split(),
                        record -> {
                          counter.add(record);
                          sink.accept(record);
                        }));
                for (ShardPlan.Part part : shard.parts()) {
                  try (Storage.Fetched piece = storage.fetch(context.records(part.piece()))) {
                    records.get().part(part, piece.path());
                  }
                }
              });
          facts.set(counter.facts(Files.size(file), records.get().rejectedCrops()));
        });
    storage.writeText(context.assembled(shard), Json.line(facts.get()));
  }
}
