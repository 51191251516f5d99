package io.github.fpga.idzoom.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.record.FieldType.Struct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static String message(Runnable work) {
    return assertThrows(IllegalArgumentException.class, work::run).getMessage();
  }

  @Property(tries = 200, seed = "1")
  void treesGiveTheRecordBack(@ForAll long seed) {
    PictureRecord record = SampleRecords.record(seed);
    assertEquals(record, RecordTrees.record(RecordTrees.tree(record)));
    assertEquals(record.hashCode(), RecordTrees.record(RecordTrees.tree(record)).hashCode());
  }

  @Property(tries = 50, seed = "1")
  void treesHaveOnlyFieldsOfTheSchema(@ForAll long seed) {
    Set<String> names = new HashSet<>();
    Struct schema = RecordSchema.at(RecordSchema.VERSION);
    schema.fields().forEach(field -> names.add(field.name()));
    RecordTrees.tree(SampleRecords.record(seed))
        .fieldNames()
        .forEachRemaining(name -> assertTrue(names.contains(name), name));
  }

  @Test
  void wrongTreesNameTheField() {
    ObjectNode tree = RecordTrees.tree(SampleRecords.record(withFaces()));
    ((ObjectNode) tree.get("faces").get(0)).put("score", "high");
    assertTrue(message(() -> RecordTrees.record(tree)).startsWith("faces[0]: score: a number"));
    ((ArrayNode) tree.get("faces")).setNull(0);
    assertTrue(message(() -> RecordTrees.record(tree)).contains("faces[0]: box is missing"));
    tree.put("split", "holdout");
    assertTrue(message(() -> RecordTrees.record(tree)).contains("\"holdout\" is not known"));
    tree.put("width", 1L << 40);
    assertTrue(message(() -> RecordTrees.record(tree)).contains("width: a number of 32 bits"));
    tree.remove("id");
    assertTrue(message(() -> RecordTrees.record(tree)).contains("id is missing"));
    tree.put("sha256", "0");
    assertTrue(message(() -> RecordTrees.record(tree)).contains("SHA-256"));
  }

  private static long withFaces() {
    long seed = 0;
    while (SampleRecords.record(seed).faces().isEmpty()) {
      seed++;
    }
    return seed;
  }

  @Test
  void wrongValuesAreToldWithTheValue() {
    PictureRecord record = SampleRecords.record(1);
    for (String id : List.of("", "a.b", "../a", "ä", "a".repeat(129))) {
      assertTrue(message(() -> PictureRecord.checkId(id)).contains("\"" + id + "\""));
    }
    assertTrue(message(() -> new EncodedImage(new byte[] {1, 2}, "")).contains("0102"));
    assertTrue(message(() -> new Provenance("x", " ")).contains("licence"));
    assertTrue(message(() -> new Embedding("a", new float[] {1, 1})).contains("1.41"));
    assertTrue(message(() -> new Embedding("a", new float[] {Float.NaN})).contains("NaN"));
    Embedding a = SampleRecords.embedding(new Random(1), 3);
    assertTrue(message(() -> a.similarity(new Embedding("b", a.values()))).contains("b cannot"));
    Detection detection =
        new Detection(new Box(0, 0, 1, 1), 1, Collections.nCopies(5, new Point(Double.NaN, 0)));
    assertTrue(message(() -> FaceRecord.of(detection)).contains("NaN"));
    if (!record.people().isEmpty() && record.people().get(0).face().isPresent()) {
      assertTrue(message(() -> record.withFaces(List.of())).contains("of 0"));
    }
  }

  @Test
  void bytesAreNotShared() {
    byte[] bytes = {'B', 'M', 1};
    EncodedImage image = new EncodedImage(bytes, "");
    bytes[2] = 2;
    image.bytes()[2] = 3;
    assertEquals(1, image.bytes()[2]);
    assertEquals("bmp", image.extension());
    assertEquals(64, image.sha256().length());
  }

  @Test
  void anOlderVersionHasLessAndANewerIsNotKnown() {
    assertTrue(names(2).containsAll(names(1)));
    assertTrue(names(2).contains("perceptual_hash") && !names(1).contains("perceptual_hash"));
    assertTrue(message(() -> RecordSchema.at(3)).contains("versions 1 to 2"));
  }

  private static List<String> names(int version) {
    return RecordSchema.at(version).fields().stream().map(Field::name).toList();
  }

  @Test
  void theDocumentationShowsTheSchema() throws IOException {
    String page = Files.readString(Path.of("../docs/idzoom.md"), StandardCharsets.UTF_8);
    assertTrue(page.contains(SchemaTable.markdown()), SchemaTable.markdown());
  }
}
