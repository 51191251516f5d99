package io.github.fpga.idzoom.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.fpga.idzoom.record.RecordSchema;
import io.github.fpga.idzoom.record.Split;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetCardTest {

  private static final DatasetCard CARD =
      new DatasetCard(
          "World: small",
          "cc0-1.0",
          "Drawn people.",
          Map.of(
              Split.EVALUATION, new DatasetCard.Contents(2, 50),
              Split.TRAIN, new DatasetCard.Contents(10, 100),
              Split.DEVELOPMENT, new DatasetCard.Contents(0, 0)));

  private static JsonNode yaml() throws IOException {
    String[] parts = CARD.markdown().split("---\n", 3);
    assertEquals("", parts[0]);
    return new YAMLMapper().readTree(parts[1]);
  }

  @Test
  void yamlDescribesFeaturesAsDatasetsReadsThem() throws IOException {
    JsonNode features = yaml().at("/dataset_info/features");
    assertEquals(RecordSchema.at(RecordSchema.VERSION).fields().size(), features.size());
    assertEquals("{\"name\":\"image\",\"dtype\":\"image\"}", features.get(1).toString());
    JsonNode faces = features.get(12);
    assertEquals("faces", faces.get("name").textValue());
    assertEquals("box", faces.at("/list/0/name").textValue());
    assertEquals("float64", faces.at("/list/0/struct/0/dtype").textValue());
    assertEquals("float32", faces.at("/list/9/list").textValue());
  }

  @Test
  void splitsHaveTheirFilesAndSizesInOrder() throws IOException {
    JsonNode yaml = yaml();
    assertEquals("World: small", yaml.get("pretty_name").textValue());
    JsonNode splits = yaml.at("/dataset_info/splits");
    assertEquals(2, splits.size());
    assertEquals("train", splits.get(0).get("name").textValue());
    assertEquals(10, splits.get(0).get("num_examples").intValue());
    assertEquals(150, yaml.at("/dataset_info/dataset_size").intValue());
    JsonNode files = yaml.at("/configs/0/data_files");
    assertEquals("data/evaluation-*", files.get(1).get("path").textValue());
    assertEquals("data/train-00001-of-00012.parquet", DatasetCard.shard(Split.TRAIN, 1, 12));
  }

  @Test
  void peopleReadTheSchemaToo() {
    assertTrue(CARD.markdown().contains("| `faces[].embedding` | `list<float32>` |"));
  }

  @Test
  void badNamesAndShardsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DatasetCard("a\nb", "x", "", Map.of()));
    assertThrows(IllegalArgumentException.class, () -> DatasetCard.shard(Split.TRAIN, 2, 2));
  }
}
