package io.github.fpga.pipelines.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Saved persons: one safetensors file with {@code global} (N, dimensions), {@code local} (N,
 * tokens, channels) and {@code weights} (N) of the references, all fp32, and JSON metadata under
 * {@code fpga.person}. Features only: no picture can be read back from it.
 */
public final class PersonFile {

  private static final String KEY = "fpga.person";
  private static final int FORMAT = 1;
  private static final int MOST_REFERENCES = 1000;
  private static final int MOST_NUMBERS = 1 << 24;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PersonFile() {}

  /**
   * Writes a person, whole or not at all.
   *
   * @param recogniser what made the features, such as the checksum of its weights
   * @throws CheckpointException where the file cannot be written
   */
  public static void write(Path file, Person person, String recogniser) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT).put("name", person.name()).put("recogniser", recogniser);
    if (person.origin() != null) {
      json.put("source", person.origin().specification());
      ObjectNode files = json.putObject("files");
      person.origin().files().forEach(files::put);
    }
    try (Scope scope = Scope.open()) {
      List<Tensor> global = new ArrayList<>();
      List<Tensor> local = new ArrayList<>();
      float[] weights = new float[person.references().size()];
      for (int i = 0; i < weights.length; i++) {
        Reference reference = person.references().get(i);
        FaceFeatures features = reference.features();
        global.add(Tensors.of(features.global(), features.global().length));
        local.add(Tensors.of(features.local(), features.tokens(), features.channels()));
        weights[i] = (float) reference.weight();
      }
      Map<String, Tensor> tensors =
          Map.of(
              "global", Tensors.stack(0, global),
              "local", Tensors.stack(0, local),
              "weights", Tensors.of(weights, weights.length));
      Safetensors.write(file, tensors, Map.of(KEY, JSON.writeValueAsString(json)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always JSON", e);
    }
  }

  /**
   * Reads a person; its origin is null.
   *
   * @param recogniser what will compare the features; others are refused
   * @throws CheckpointException where the file is missing, damaged, no saved person, or made by
   *     another recogniser
   */
  public static Person read(Path file, String recogniser) {
    try (Scope scope = Scope.open()) {
      Checkpoint checkpoint = Checkpoint.open(file);
      JsonNode json = metadata(file, checkpoint);
      String maker = json.path("recogniser").asText();
      if (!maker.equals(recogniser)) {
        throw new CheckpointException(
            "%s was saved with another face recogniser: make it again from the pictures (%s)"
                .formatted(file, json.path("source").asText("not noted")));
      }
      return new Person(json.path("name").asText(), references(file, checkpoint), null);
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private static JsonNode metadata(Path file, Checkpoint checkpoint) {
    String text = checkpoint.metadata().get(KEY);
    if (text == null) {
      throw damaged(file, "it is no saved person (no metadata %s)".formatted(KEY), null);
    }
    try {
      JsonNode json = JSON.readTree(text);
      if (json.path("format").asInt() != FORMAT) {
        throw damaged(
            file, "its format is %s, not %d".formatted(json.path("format"), FORMAT), null);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw damaged(file, "its metadata are not JSON", e);
    }
  }

  private static List<Reference> references(Path file, Checkpoint checkpoint) {
    long[] global = shape(file, checkpoint, "global", 2);
    long[] local = shape(file, checkpoint, "local", 3);
    long[] weights = shape(file, checkpoint, "weights", 1);
    int count = (int) global[0];
    if (local[0] != count || weights[0] != count || count < 1 || count > MOST_REFERENCES) {
      throw damaged(
          file, "%d, %d and %d references".formatted(global[0], local[0], weights[0]), null);
    }
    float[] globals = floats(file, checkpoint, "global");
    float[] locals = floats(file, checkpoint, "local");
    float[] shares = floats(file, checkpoint, "weights");
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FaceFeatures features =
          new FaceFeatures(
              row(globals, i, count), row(locals, i, count), (int) local[1], (int) local[2]);
      references.add(new Reference(features, shares[i]));
    }
    return references;
  }

  private static long[] shape(Path file, Checkpoint checkpoint, String key, int dimensions) {
    if (!checkpoint.has(key) || checkpoint.shape(key).length != dimensions) {
      throw damaged(file, "it lacks \"%s\" of %d dimensions".formatted(key, dimensions), null);
    }
    long[] shape = checkpoint.shape(key);
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) > MOST_NUMBERS) {
      throw damaged(file, "\"%s\" is far too large".formatted(key), null);
    }
    return shape;
  }

  private static float[] floats(Path file, Checkpoint checkpoint, String key) {
    float[] values = Tensors.floats(checkpoint.tensor(key));
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw damaged(file, "\"%s\" holds %s".formatted(key, value), null);
      }
    }
    return values;
  }

  private static float[] row(float[] values, int row, int rows) {
    int length = values.length / rows;
    return Arrays.copyOfRange(values, row * length, (row + 1) * length);
  }

  private static CheckpointException damaged(Path file, String what, Throwable cause) {
    return new CheckpointException(
        "%s cannot be read as a saved person: %s. Make it again from the pictures."
            .formatted(file, what),
        cause);
  }
}
