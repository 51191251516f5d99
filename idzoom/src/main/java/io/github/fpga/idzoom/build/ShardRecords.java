package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.parquet.RecordParquetReader;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.Decoding;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.PerceptualHash;
import io.github.fpga.idzoom.stage.Reason;
import io.github.fpga.idzoom.stage.Sharpness;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the records of a shard from those of its pieces: who is who, the split, closer crops. */
public final class ShardRecords {

  private final BuildSettings settings;
  private final Split split;
  private final Consumer<PictureRecord> sink;
  private final Map<Reason, Long> rejected = new EnumMap<>(Reason.class);

  public ShardRecords(BuildSettings settings, Split split, Consumer<PictureRecord> sink) {
    this.settings = settings;
    this.split = split;
    this.sink = sink;
  }

  /** How many crops were not made, by reason. */
  public Map<Reason, Long> rejectedCrops() {
    return Map.copyOf(rejected);
  }

  /**
   * Hands on what a shard takes from a piece.
   *
   * @param records the file of the piece's records
   */
  public void part(ShardPlan.Part part, Path records) {
    try (RecordParquetReader reader = new RecordParquetReader(records)) {
      int next = 0;
      long first = 0;
      for (int group = 0; group < reader.rowGroups() && next < part.rows().length; group++) {
        long end = first + reader.records(group);
        if (part.rows()[next] < end) {
          List<PictureRecord> rows = reader.rowGroup(group);
          for (; next < part.rows().length && part.rows()[next] < end; next++) {
            picture(rows.get((int) (part.rows()[next] - first)), part.clusters()[next]);
          }
        }
        first = end;
      }
    }
  }

  private void picture(PictureRecord described, long[] clusters) {
    List<FaceRecord> faces = new ArrayList<>();
    for (int i = 0; i < clusters.length; i++) {
      faces.add(described.faces().get(i).withCluster(clusters[i]));
    }
    PictureRecord record = described.withFaces(faces).withSplit(split);
    sink.accept(record);
    if (settings.zoom()) {
      crops(record);
    }
  }

  private void crops(PictureRecord record) {
    BufferedImage image = settings.decoding().decode(record.image()).toOptional().orElseThrow();
    for (Outcome<PictureRecord> crop : settings.crops().apply(record, image)) {
      if (crop instanceof Outcome.Rejected<PictureRecord> no) {
        rejected.merge(no.reason(), 1L, Long::sum);
      } else {
        sink.accept(measured(crop.toOptional().orElseThrow()));
      }
    }
  }

  /** With what depends on the crop's own pixels. */
  private static PictureRecord measured(PictureRecord crop) {
    BufferedImage image =
        new Decoding(Integer.MAX_VALUE, Long.MAX_VALUE, 1)
            .decode(crop.image())
            .toOptional()
            .orElseThrow();
    return crop.withPerceptualHash(PerceptualHash.of(image))
        .withFaces(
            crop.faces().stream()
                .map(face -> face.withSharpness(Sharpness.of(image, face.detection().box())))
                .toList());
  }
}
