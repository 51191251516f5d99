package io.github.fpga.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.parquet.DatasetCard;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.idzoom.stream.RecordFilter;
import io.github.fpga.idzoom.stream.StreamSettings;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.WorldRecords;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that a dataset of strangers' pictures may have: any size, and much not known. */
class IdzoomSamplesTest {

  private static final long ANNA = 11;
  private static final long BEN = 12;
  private static final Split TRAIN = Split.TRAIN;

  @TempDir Path folder;

  private static AutoencoderKl autoencoder;

  @BeforeAll
  static void start() {
    Engine.start(1);
    autoencoder =
        Weights.random(1)
            .converted(Precision.BF16.type())
            .build(w -> new AutoencoderKl(w, MicroFamily.autoencoder(3)));
  }

  private static Scene scene(long seed, double aspect, long... people) {
    return SceneSampler.any()
        .withShot(people.length > 1 ? Shot.HALF : Shot.CLOSE_UP)
        .withAspect(aspect)
        .sample(seed, Arrays.stream(people).mapToObj(Identity::of).toList());
  }

  private DatasetShards dataset(List<PictureRecord> records) throws IOException {
    Path dataset = folder.resolve("dataset");
    RecordParquet.write(dataset.resolve(DatasetCard.shard(TRAIN, 0, 1)), records.iterator());
    return DatasetShards.open(dataset, TRAIN);
  }

  private FaceBank bank(DatasetShards dataset) {
    return FaceBank.build(
        folder.resolve("faces"),
        dataset,
        RecordFilter.of(TRAIN),
        new PixelRecogniser(),
        shard -> {});
  }

  private Shards samples(SampleKind kind, DatasetShards dataset, FaceBank bank) {
    return new IdzoomSamples(kind, dataset, RecordFilter.of(TRAIN), StreamSettings.stored(), bank)
        .encode(folder.resolve(kind.name()), autoencoder, shard -> {});
  }

  private static float[] row(Shards shards, String key, int index) {
    try (Scope scope = Scope.open()) {
      return Tensors.floats(shards.row(key, index));
    }
  }

  /** A face as a detector alone knows it. */
  private static PictureRecord bare(PictureRecord record, OptionalLong cluster) {
    return record.withFaces(
        record.faces().stream()
            .map(face -> FaceRecord.of(face.detection()))
            .map(face -> cluster.isPresent() ? face.withCluster(cluster.getAsLong()) : face)
            .toList());
  }

  @Test
  void largePicturesAreCutToASquareAndShrunk() throws IOException {
    PictureRecord wide = WorldRecords.full("wide", scene(3, 1.5, ANNA, BEN), 512, TRAIN);
    PictureRecord small = WorldRecords.full("small", scene(4, 1, ANNA), 200, TRAIN);
    DatasetShards dataset = dataset(List.of(wide, small));
    Shards samples = samples(SampleKind.FRAME, dataset, bank(dataset));

    assertEquals(1, samples.size());
    float[] boxes = row(samples, "boxes", 0);
    float[] five = row(samples, "five", 0);
    for (int i = 0; i < 2; i++) {
      Detection found = wide.faces().get(i).detection();
      assertEquals(found.box().width() / 2, boxes[4 * i + 2], 1e-3);
      assertEquals(found.box().y() / 2, boxes[4 * i + 1], 1e-3);
      Box box =
          new Box(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]).scaled(1.2);
      for (int k = 0; k < 5; k++) {
        int at = 10 * i + 2 * k;
        assertTrue(box.contains(new Point(five[at], five[at + 1])));
      }
    }
    // Half the distance: both are shifted alike.
    double apart =
        wide.faces().get(1).detection().box().x() - wide.faces().get(0).detection().box().x();
    assertEquals(apart / 2, boxes[4] - boxes[0], 1e-3);
  }

  @Test
  void referencesAreOtherPicturesOfThePerson() throws IOException {
    Scene first = scene(5, 1, ANNA);
    List<PictureRecord> records =
        List.of(
            WorldRecords.full("a", first, 256, TRAIN),
            WorldRecords.face("a-face0", first, 0, 128, TRAIN),
            WorldRecords.full("b", scene(6, 1, ANNA), 256, TRAIN),
            WorldRecords.full("c", scene(7, 1, BEN), 256, TRAIN),
            bare(WorldRecords.full("d", scene(8, 1, BEN + 1), 256, TRAIN), OptionalLong.empty()));
    DatasetShards dataset = dataset(records);
    FaceBank bank = bank(dataset);
    Shards frames = samples(SampleKind.FRAME, dataset, bank);
    Shards zooms = samples(SampleKind.ZOOM, dataset, bank);
    Shards references = IdzoomReferences.build(folder.resolve("r"), frames, bank, 1, shard -> {});
    Shards zoomReferences =
        IdzoomReferences.build(folder.resolve("zr"), zooms, bank, 1, shard -> {});

    assertEquals(5, bank.size());
    // Faces in the bank's order: a, its crop, b, c, d. A crop is the same picture.
    assertArrayEquals(face(bank, 2), place(references, 0));
    assertArrayEquals(face(bank, 2), place(zoomReferences, 0));
    assertTrue(
        Arrays.equals(face(bank, 0), place(references, 1))
            || Arrays.equals(face(bank, 1), place(references, 1)));
    // The only picture of somebody, and somebody of whom it is not known who it is.
    assertArrayEquals(face(bank, 3), place(references, 2));
    assertArrayEquals(face(bank, 4), place(references, 3));
    assertEquals(0.5, IdzoomReferences.withoutAnother(frames, bank, 1));
  }

  private static float[] face(FaceBank bank, int row) {
    return Tensors.floats(bank.features("global", row));
  }

  private static float[] place(Shards references, int index) {
    try (Scope scope = Scope.open()) {
      return Tensors.floats(references.row("global", index).select(0, 0));
    }
  }

  @Test
  void whatIsNotKnownIsGuessedFromTheBox() throws IOException {
    PictureRecord known = WorldRecords.full("a", scene(5, 1, ANNA), 256, TRAIN);
    PictureRecord bare = bare(known, OptionalLong.of(ANNA));
    DatasetShards dataset = dataset(List.of(bare));
    Shards samples = samples(SampleKind.FRAME, dataset, bank(dataset));
    try (Scope scope = Scope.open()) {
      float[] mask = Tensors.floats(new SampleBatch(samples, SampleKind.FRAME, 0).masks(0));
      double sum = 0;
      for (float value : mask) {
        sum += value * 16;
      }
      double area = known.faces().get(0).detection().box().area();
      assertEquals(Math.PI / 4 * area, sum, 0.1 * area);
    }
    // Without a pose nobody's landmarks are similar.
    assertArrayEquals(row(samples, "five", 0), row(samples, "borrowed", 0));
  }

  @Test
  void linesAreCaptions() throws IOException {
    PictureRecord record = WorldRecords.full("a", scene(5, 1, ANNA), 256, TRAIN);
    DatasetShards dataset =
        dataset(
            List.of(
                record.withCaption("a b c\na b\na"),
                WorldRecords.full("b", scene(6, 1, ANNA), 256, TRAIN).withCaption("one")));
    Shards samples = samples(SampleKind.FRAME, dataset, bank(dataset));
    List<List<String>> expected =
        List.of(List.of("a b", "a b c", "a"), List.of("one", "one", "one"));
    for (int index = 0; index < 2; index++) {
      for (int variant = 0; variant < 3; variant++) {
        assertEquals(
            expected.get(index).get(variant),
            WorldSamples.caption(samples.row("captions", index), variant));
      }
    }
  }

  @Test
  void aStoppedBuildGoesOnAndForeignDataIsRefused() throws IOException {
    List<PictureRecord> records = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      records.add(WorldRecords.face("f" + i, scene(i, 1, i), 0, 16, TRAIN));
    }
    DatasetShards dataset = dataset(records);
    bank(dataset);
    Path second = folder.resolve("faces").resolve("shard-00001.safetensors");
    byte[] whole = Files.readAllBytes(second);
    Files.delete(second);
    assertEquals(600, bank(dataset).size());
    assertArrayEquals(whole, Files.readAllBytes(second));

    DatasetShards other = dataset(records.subList(0, 599));
    assertNotEquals(dataset.fingerprint(), other.fingerprint());
    String message = assertThrows(IllegalArgumentException.class, () -> bank(other)).getMessage();
    assertTrue(message.contains("was made from other data"), message);
  }

  @Test
  void aPictureOfAnotherSizeThanItsRecordSaysIsNamed() throws IOException {
    PictureRecord record = WorldRecords.full("odd", scene(5, 1, ANNA), 256, TRAIN);
    PictureRecord wrong =
        new PictureRecord(
            "odd",
            record.image(),
            300,
            300,
            "",
            record.provenance(),
            OptionalLong.empty(),
            TRAIN,
            record.zoom(),
            "photo",
            record.people(),
            record.faces());
    DatasetShards dataset = dataset(List.of(wrong));
    String message = assertThrows(IllegalArgumentException.class, () -> bank(dataset)).getMessage();
    assertTrue(message.contains("record odd: its picture has 256x256 pixels"), message);
  }
}
