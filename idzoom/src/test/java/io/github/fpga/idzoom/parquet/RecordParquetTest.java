package io.github.fpga.idzoom.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.idzoom.record.Field;
import io.github.fpga.idzoom.record.FieldType.ListOf;
import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.FieldType.Value;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.record.RecordSchema;
import io.github.fpga.idzoom.record.RecordTrees;
import io.github.fpga.idzoom.record.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordParquetTest {

  @TempDir Path folder;

  private static List<PictureRecord> samples(int count) {
    return LongStream.range(0, count).mapToObj(SampleRecords::record).toList();
  }

  private static String failure(Path file) {
    String message =
        assertThrows(RecordFileException.class, () -> RecordParquet.readAll(file)).getMessage();
    assertTrue(message.contains(file.toString()), message);
    return message;
  }

  @Property(tries = 40, seed = "1")
  void filesGiveTheRecordsBack(@ForAll("records") List<PictureRecord> records) throws IOException {
    Path file = Files.createTempFile("records", ".parquet");
    try {
      assertEquals(records.size(), RecordParquet.write(file, records.iterator()));
      assertEquals(records, RecordParquet.readAll(file));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<PictureRecord>> records() {
    return SampleRecords.lists();
  }

  @Test
  void groupsOfRowsAreReadInAnyOrder() throws IOException {
    Path file = folder.resolve("a.parquet");
    List<PictureRecord> records = samples(2 * RecordParquet.ROW_GROUP_RECORDS + 10);
    RecordParquet.write(file, records.iterator());
    try (RecordParquetReader reader = new RecordParquetReader(file)) {
      assertEquals(3, reader.rowGroups());
      assertEquals(records.size(), reader.records());
      assertEquals(records.subList(512, 522), reader.rowGroup(2));
      assertEquals(records.subList(0, 256), reader.rowGroup(0));
      assertThrows(RecordFileException.class, () -> reader.rowGroup(3));
    }
  }

  @Test
  void equalRecordsGiveEqualBytes() throws IOException {
    Path a = folder.resolve("a.parquet");
    Path b = folder.resolve("b.parquet");
    RecordParquet.write(a, samples(20).iterator());
    RecordParquet.write(b, samples(20).iterator());
    assertEquals(-1, Files.mismatch(a, b));
  }

  @Test
  void theFooterSpeaksToHuggingFace() throws IOException {
    Path file = folder.resolve("a.parquet");
    RecordParquet.write(file, samples(3).iterator());
    FileMetaData footer = footer(file);
    Map<String, String> metadata = footer.getKeyValueMetaData();
    assertEquals("2", metadata.get("idzoom.schema.version"));
    assertEquals("3", metadata.get("idzoom.records"));
    JsonNode features =
        new ObjectMapper().readTree(metadata.get("huggingface")).at("/info/features");
    assertEquals("{\"_type\":\"Image\"}", features.get("image").toString());
    assertEquals("{\"dtype\":\"string\",\"_type\":\"Value\"}", features.get("caption").toString());
    assertEquals("Image", features.at("/faces/0/mask/_type").textValue());
    assertEquals("float32", features.at("/faces/0/embedding/0/dtype").textValue());
    assertEquals("float64", features.at("/people/0/skeleton/0/score/dtype").textValue());
    String schema = footer.getSchema().toString();
    assertTrue(
        schema.contains(
            "optional group image {\n    optional binary bytes;\n"
                + "    optional binary path (STRING);\n  }"),
        schema);
    assertTrue(
        schema.contains(
            "optional group embedding (LIST) {\n          repeated group list {\n"
                + "            optional float element;"),
        schema);
    // Columns and features name the same things in the same order.
    Iterator<String> names = features.fieldNames();
    footer.getSchema().getFields().forEach(field -> assertEquals(names.next(), field.getName()));
    assertFalse(names.hasNext());
  }

  private static FileMetaData footer(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return reader.getFooter().getFileMetaData();
    }
  }

  @Test
  void anOlderVersionIsReadWithItsGapsEmpty() throws IOException {
    Path file = folder.resolve("old.parquet");
    List<PictureRecord> records = samples(20);
    try (ParquetWriter<JsonNode> writer = RecordParquet.writer(file, 1)) {
      for (PictureRecord record : records) {
        writer.write(RecordTrees.tree(record));
      }
    }
    try (RecordParquetReader reader = new RecordParquetReader(file)) {
      assertEquals(1, reader.version());
      List<PictureRecord> old = reader.rowGroup(0);
      assertEquals(20, old.size());
      for (int i = 0; i < 20; i++) {
        ObjectNode tree = RecordTrees.tree(records.get(i));
        tree.remove("perceptual_hash");
        tree.get("faces").forEach(f -> ((ObjectNode) f).remove(List.of("sharpness", "cluster")));
        assertEquals(RecordTrees.record(tree), old.get(i));
        assertEquals(OptionalLong.empty(), old.get(i).perceptualHash());
      }
    }
  }

  @Test
  void aNewerVersionIsRefused() throws IOException {
    Path file = folder.resolve("new.parquet");
    RecordParquet.write(file, samples(1).iterator());
    byte[] bytes = Files.readAllBytes(file);
    replace(bytes, "idzoom.schema.version\u0018\u00012", 1, (byte) '7');
    Files.write(file, bytes);
    assertTrue(failure(file).contains("schema version 7 is not known, versions 1 to 2 are"));
  }

  /** Sets the last byte of every place where a file has these bytes. */
  private static void replace(byte[] bytes, String where, int places, byte last) {
    byte[] pattern = where.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    int hits = 0;
    for (int i = 0; i + pattern.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
        bytes[i + pattern.length - 1] = last;
        hits++;
      }
    }
    assertEquals(places, hits);
  }

  @Test
  void aFileOfSomethingElseNamesTheMissingColumn() throws IOException {
    Path file = folder.resolve("other.parquet");
    RecordParquet.write(file, samples(1).iterator());
    byte[] bytes = Files.readAllBytes(file);
    // In the schema and where the column begins.
    replace(bytes, "\u0018\u0007licence", 2, (byte) 'x');
    Files.write(file, bytes);
    assertTrue(failure(file).contains("the column licence is missing"));
  }

  @Test
  void missingEmptyAndForeignFilesAreTold() throws IOException {
    assertTrue(failure(folder.resolve("none.parquet")).contains("no such file"));
    Path file = folder.resolve("a.parquet");
    Files.write(file, new byte[0]);
    assertTrue(failure(file).contains("not a Parquet file"));
    Files.writeString(file, "<html>".repeat(100));
    assertTrue(failure(file).contains("not a Parquet file"));
  }

  @Test
  void cutFilesAreTold() throws IOException {
    Path file = folder.resolve("cut.parquet");
    RecordParquet.write(file, samples(5).iterator());
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      failure(file);
    }
  }

  /** Wherever a bit falls over, the file is refused or the records are the same. */
  @Test
  void damageIsNeverTakenForRecords() throws IOException {
    Path file = folder.resolve("damaged.parquet");
    List<PictureRecord> records = samples(5);
    RecordParquet.write(file, records.iterator());
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(2);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        assertEquals(records, RecordParquet.readAll(file));
      } catch (RecordFileException e) {
        refused++;
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
      }
    }
    assertTrue(refused > 150, refused + " of 300 refused");
  }

  @Test
  void aFailureLeavesNoFile() {
    Path file = folder.resolve("half.parquet");
    Iterator<PictureRecord> broken =
        new Iterator<>() {
          private int left = 3;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public PictureRecord next() {
            if (left-- == 0) {
              throw new IllegalStateException("source broke");
            }
            return SampleRecords.record(left);
          }
        };
    assertThrows(IllegalStateException.class, () -> RecordParquet.write(file, broken));
    assertEquals(0, folder.toFile().list().length);
  }

  @Test
  void aRewrittenFileMayLackTheVersionAndLaterColumns() {
    assertEquals(RecordSchema.VERSION, Footer.version(Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Footer.version(Map.of(Footer.VERSION, "two")));
    Struct newest = RecordSchema.at(RecordSchema.VERSION);
    for (int version = 1; version <= RecordSchema.VERSION; version++) {
      Struct schema = RecordSchema.at(version);
      assertEquals(
          ParquetSchemas.message(schema),
          ParquetSchemas.message(ParquetSchemas.known(newest, ParquetSchemas.message(schema))));
    }
  }

  /** The columns of pyarrow files before version 13 have other names. */
  @Test
  void otherListsAreNamed() {
    Struct wanted = new Struct(List.of(new Field("a", new ListOf(Value.INT32), "-", "", "", 1)));
    MessageType file =
        MessageTypeParser.parseMessageType(
            "message m { optional group a (LIST) { repeated group list { optional int32 item; } } }");
    assertEquals(wanted, ParquetSchemas.known(wanted, file));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ParquetSchemas.projection(wanted, file));
    assertEquals("the column a is no list of the form list.element", e.getMessage());
    MessageType flat = MessageTypeParser.parseMessageType("message m { optional int64 a; }");
    assertThrows(IllegalArgumentException.class, () -> ParquetSchemas.projection(wanted, flat));
  }
}
