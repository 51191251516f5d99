package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.PieceRecords;
import io.github.fpga.idzoom.parquet.ParquetPictures;
import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.source.SourcePictures;
import io.github.fpga.idzoom.source.TarPictures;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.Reason;
import io.github.fpga.idzoom.stage.SourcePicture;
import io.github.fpga.idzoom.tar.TarSample;
import io.github.fpga.idzoom.tar.TarSamples;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;

/** Reads the pictures of a piece, one at a time. */
final class PieceReader {

  private static final int MAX_CAPTION_BYTES = 1 << 16;

  private final Storage storage;
  private final BuildSettings settings;
  private final PieceRecords records;

  PieceReader(Storage storage, BuildSettings settings, PieceRecords records) {
    this.storage = storage;
    this.settings = settings;
    this.records = records;
  }

  /**
   * @throws IOException if a disk or the network fails, which may be better the next time
   */
  void read(Piece piece) throws IOException {
    for (Input input : piece.inputs()) {
      try {
        switch (input.kind()) {
          case PICTURE -> picture(input);
          case TAR -> tar(input);
          case PARQUET -> table(input);
        }
      } catch (AccessDeniedException
          | AccessControlException
          | NoSuchFileException
          | FileNotFoundException e) {
        records.unreadable(input.name(), Reason.UNREADABLE, e.toString());
      }
    }
  }

  private void picture(Input input) throws IOException {
    int limit = settings.decoding().maxBytes();
    if (input.bytes() > limit) {
      records.unreadable(
          input.name(),
          Reason.TOO_MANY_BYTES,
          "%d bytes, at most %d".formatted(input.bytes(), limit));
      return;
    }
    long start = System.nanoTime();
    byte[] bytes = storage.bytes(input.address());
    String caption = input.caption().isEmpty() ? "" : caption(input.caption());
    records.reading(System.nanoTime() - start);
    String file = input.name().substring(input.name().lastIndexOf('/') + 1);
    records.picture(
        input.name(),
        SourcePictures.picture(
            input.name(), file, bytes, caption, new Provenance(input.name(), settings.licence())));
  }

  private String caption(String address) throws IOException {
    byte[] bytes = storage.bytes(address);
    return bytes.length > MAX_CAPTION_BYTES
        ? ""
        : new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private void tar(Input input) throws IOException {
    try (Storage.Fetched file = storage.fetch(input.address());
        TarSamples samples = new TarSamples(file.path())) {
      for (Optional<TarSample> next = samples.next(); next.isPresent(); next = samples.next()) {
        TarSample sample = next.get();
        Outcome<SourcePicture> read = TarPictures.read(input.name(), sample, settings.licence());
        records.picture(input.name() + "/" + sample.key(), read);
      }
    } catch (RecordFileException e) {
      records.unreadable(input.name(), Reason.DAMAGED, e.getMessage());
    }
  }

  private void table(Input input) throws IOException {
    try (Storage.Fetched file = storage.fetch(input.address())) {
      ParquetPictures table;
      try {
        table = new ParquetPictures(file.path());
      } catch (RecordFileException e) {
        if (input.part() == 0) {
          records.unreadable(input.name(), Reason.DAMAGED, e.getMessage());
        }
        return;
      }
      try (table) {
        groups(input, table);
      }
    }
  }

  private void groups(Input input, ParquetPictures table) {
    int from = (int) ((long) input.part() * table.rowGroups() / input.parts());
    int to = (int) ((input.part() + 1L) * table.rowGroups() / input.parts());
    for (int group = from; group < to; group++) {
      try {
        table.forEach(group, row -> row(input.name() + "/" + row.number(), row));
      } catch (RecordFileException e) {
        records.unreadable(
            "%s, row group %d".formatted(input.name(), group), Reason.DAMAGED, e.getMessage());
      }
    }
  }

  private void row(String name, ParquetPictures.Row row) {
    records.picture(name, SourcePictures.picture(name, row, settings.licence()));
  }
}
