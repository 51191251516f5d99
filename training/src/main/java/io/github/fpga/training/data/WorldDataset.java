package io.github.fpga.training.data;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Detection;
import io.github.fpga.idzoom.parquet.DatasetCard;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.world.GroundTruth;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.WorldRecords;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What training draws from the live world, written as a dataset: the samples, and for everybody in
 * them the reference picture. Training from it sees the same latents, captions, boxes, points and
 * face masks, in the same order; see {@link IdzoomSamples} for what it does not.
 */
public final class WorldDataset {

  private static final int PER_SHARD = 500;

  private WorldDataset() {}

  /**
   * Samples to write.
   *
   * @param name begins the ids of their records
   * @param referenceSeed that of {@link References}
   */
  public record Part(String name, WorldSamples samples, long referenceSeed, int count) {}

  /**
   * Writes {@code data/train-...parquet} and the card. A shard that is there is not written again,
   * so a stopped run goes on with the same arguments.
   *
   * @param progress told the number of every finished shard
   */
  public static void write(Path folder, List<Part> parts, IntConsumer progress) throws IOException {
    int shards = shards(parts);
    int shard = 0;
    long bytes = 0;
    long records = 0;
    for (Part part : parts) {
      for (int from = 0; from < part.count(); from += PER_SHARD) {
        Path file = folder.resolve(DatasetCard.shard(Split.TRAIN, shard, shards));
        int to = Math.min(part.count(), from + PER_SHARD);
        if (!Files.exists(file)) {
          RecordParquet.write(
              file, IntStream.range(from, to).boxed().flatMap(i -> records(part, i)).iterator());
        }
        bytes += Files.size(file);
        records += RecordParquet.count(file);
        progress.accept(shard++);
      }
    }
    Map<Split, DatasetCard.Contents> contents =
        Map.of(Split.TRAIN, new DatasetCard.Contents(records, bytes));
    AtomicFiles.writeString(folder.resolve("README.md"), card(contents));
  }

  /** The number of files. */
  public static int shards(List<Part> parts) {
    return parts.stream().mapToInt(part -> (part.count() + PER_SHARD - 1) / PER_SHARD).sum();
  }

  private static String card(Map<Split, DatasetCard.Contents> contents) {
    String description =
        "Procedural people with exact ground truth: frames, zooms onto one face, and reference"
            + " pictures as the alignment of a detected face shows them.";
    return new DatasetCard("PortraitWorld", "apache-2.0", description, contents).markdown();
  }

  /** A sample, and a reference picture of everybody in it. */
  private static Stream<PictureRecord> records(Part part, int index) {
    WorldSamples samples = part.samples();
    SampleKind kind = samples.kind();
    WorldSamples.Sample sample = samples.sample(index);
    GroundTruth truth = Renderer.truth(sample.scene(), kind.side(), kind.side(), sample.view());
    List<Integer> people = samples.shown(truth);
    List<String> captions = samples.captions(sample.scene());
    String id = "%s-%06d".formatted(part.name(), index);
    List<PictureRecord> records = new ArrayList<>();
    records.add(
        WorldRecords.view(
            id,
            sample.scene(),
            sample.view(),
            kind.side(),
            people,
            kind == SampleKind.FRAME ? Zoom.FULL : Zoom.FACE,
            String.join("\n", captions.get(1), captions.get(0), captions.get(2))));
    RandomGenerator random = WorldScenes.random(part.referenceSeed(), index);
    people.stream()
        .map(i -> truth.people().get(i).identitySeed())
        .distinct()
        .map(seed -> ReferencePortrait.draw(Identity.of(seed), random))
        .forEach(portrait -> records.add(reference(id, records.size(), portrait)));
    return records.stream();
  }

  /** The five points are where a detector with small errors finds them: on the template. */
  private static PictureRecord reference(String id, int number, ReferencePortrait portrait) {
    int side = Alignment.RECOGNITION_SIZE;
    PictureRecord record =
        WorldRecords.view(
            "%s-reference%d".formatted(id, number),
            portrait.scene(),
            portrait.view(),
            side,
            List.of(0),
            Zoom.FACE,
            "");
    FaceRecord face = record.faces().get(0);
    Detection found = new Detection(face.detection().box(), 1, Alignment.template(side));
    return record.withFaces(
        List.of(
            new FaceRecord(
                found,
                face.landmarks(),
                face.headPose(),
                face.mask(),
                face.sharpness(),
                face.embedding(),
                face.cluster())));
  }
}
