package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.Captioner;
import io.github.fpga.idzoom.build.DescribedPiece;
import io.github.fpga.idzoom.build.Ledger;
import io.github.fpga.idzoom.build.PictureStages;
import io.github.fpga.idzoom.build.PieceRecords;
import io.github.fpga.idzoom.build.Quarantined;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs of very different sizes. */
class PiecesTest {

  @TempDir Path folder;

  private void file(String name, long bytes) throws IOException {
    // Nothing is written; only sizes count here.
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  @Test
  void aHugeTableBesideSmallOnesIsDivided() throws IOException {
    file("a.parquet", 1 << 20);
    file("b-huge.parquet", 2L << 30);
    file("c.parquet", 1 << 20);
    Inputs inputs = Inputs.list(new Storage(new Configuration()), List.of(folder.toString()));

    List<Piece> pieces = Pieces.divide(inputs.all(), 8);

    assertEquals(8, pieces.size());
    assertEquals(inputs.all(), pieces.stream().flatMap(piece -> piece.inputs().stream()).toList());
    for (Piece piece : pieces) {
      long bytes = piece.inputs().stream().mapToLong(input -> input.bytes() / input.parts()).sum();
      assertTrue(Math.abs(bytes - (256 << 20)) <= 64 << 20, piece.index() + ": " + bytes);
    }
  }

  /** Whoever reads a part reads groups of rows that nobody else reads. */
  @Test
  void aFolderMayBeALinkAndLinksInItAreLeftOut() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.write(photos.resolve("a.png"), new byte[1]);
    Files.createSymbolicLink(photos.resolve("b.png"), photos.resolve("a.png"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), photos);

    Inputs inputs = Inputs.list(new Storage(new Configuration()), List.of(link.toString()));

    assertEquals(List.of("link/a.png"), inputs.all().stream().map(Input::name).toList());
  }

  @Test
  void partsOfATableAreTheWholeTable() throws IOException {
    // Two groups of rows.
    int rows = 300;
    Path table = folder.resolve("rows.parquet");
    PictureRecord picture = Corpus.picture(1);
    List<PictureRecord> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      records.add(
          new PictureRecord(
              "r" + i,
              picture.image(),
              picture.width(),
              picture.height(),
              "",
              picture.provenance(),
              picture.perceptualHash(),
              picture.split(),
              picture.zoom(),
              picture.style(),
              List.of(),
              List.of()));
    }
    RecordParquet.write(table, records.iterator());
    // All are rejected before anything is asked of a network.
    BuildSettings settings =
        LocalSpark.settings(
            List.of(folder.toString()), folder.resolve("out"), "'decoding':{'maxBytes':10}");
    List<String> names = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      PieceRecords read =
          new PieceRecords(
              new PictureStages(settings, null, Captioner.named(""), Ledger.NONE), record -> {});
      Input input = new Input(Input.Kind.PARQUET, "file:" + table, "rows", 0, "", part, 2);
      new PieceReader(new Storage(new Configuration()), settings, read)
          .read(new Piece(part, Collections.singletonList(input)));
      DescribedPiece piece = read.done();
      assertTrue(piece.inputs() > 0, "part " + part);
      names.addAll(piece.rejected().stream().map(Quarantined::file).toList());
    }
    assertEquals(rows, names.size());
    assertEquals(rows, new HashSet<>(names).size());
  }
}
