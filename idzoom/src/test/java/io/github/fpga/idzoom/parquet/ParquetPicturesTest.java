package io.github.fpga.idzoom.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.parquet.ParquetPictures.Row;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.record.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of pictures by other programs. */
class ParquetPicturesTest {

  @TempDir Path folder;

  private static List<Row> rows(Path file) {
    List<Row> rows = new ArrayList<>();
    try (ParquetPictures table = new ParquetPictures(file)) {
      for (int group = 0; group < table.rowGroups(); group++) {
        table.forEach(group, rows::add);
      }
    }
    return rows;
  }

  private Path write(MessageType schema, Group... groups) throws IOException {
    Path file = folder.resolve("t.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withType(schema)
            .build()) {
      for (Group group : groups) {
        writer.write(group);
      }
    }
    return file;
  }

  @Test
  void ourOwnFilesAreTablesOfPictures() throws IOException {
    List<PictureRecord> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(SampleRecords.record(i));
    }
    Path file = folder.resolve("records.parquet");
    RecordParquet.write(file, records.iterator());

    List<Row> rows = rows(file);

    assertEquals(300, rows.size());
    for (int i = 0; i < 300; i++) {
      PictureRecord record = records.get(i);
      assertEquals(i, rows.get(i).number());
      assertArrayEquals(record.image().bytes(), rows.get(i).bytes());
      assertEquals(record.image().path(), rows.get(i).path());
      assertEquals(record.caption(), rows.get(i).caption());
      assertEquals(record.provenance().source(), rows.get(i).source());
      assertEquals(record.provenance().licence(), rows.get(i).licence());
    }
  }

  @Test
  void plainBytesWithAText() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { optional binary content; optional int32 length; optional binary text (STRING); }");
    Group full = new SimpleGroup(schema);
    full.append("content", Binary.fromConstantByteArray(new byte[] {1, 2}));
    full.append("length", 2);
    full.append("text", "two bytes");

    List<Row> rows = rows(write(schema, full, new SimpleGroup(schema)));

    assertArrayEquals(new byte[] {1, 2}, rows.get(0).bytes());
    assertEquals("two bytes", rows.get(0).caption());
    assertEquals("", rows.get(0).licence());
    assertNull(rows.get(1).bytes());
    assertEquals("", rows.get(1).caption());
  }

  @Test
  void filesWithoutPicturesAreRefused() throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { optional int32 image; }");
    Path numbers = write(schema);
    String message =
        assertThrows(RecordFileException.class, () -> new ParquetPictures(numbers)).getMessage();
    assertTrue(message.contains("t.parquet") && message.contains("no column of pictures"), message);
    Path text = Files.writeString(folder.resolve("text"), "no table");
    assertThrows(RecordFileException.class, () -> new ParquetPictures(text));
  }
}
