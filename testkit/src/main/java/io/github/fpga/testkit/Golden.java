package io.github.fpga.testkit;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/**
 * One reference file: a network's weights, inputs and outputs as the upstream code computed them,
 * with the network's config. Read from the folder in the system property {@code golden.dir} where
 * it is set, otherwise from this module's resources. All tensors belong to the golden, outside all
 * scopes, and must not be written.
 */
public final class Golden {

  // Python writes infinities into its statistics.
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final String name;
  private final JsonNode json;
  private final Checkpoint tensors;

  private Golden(String name, JsonNode json, Checkpoint tensors) {
    this.name = name;
    this.json = json;
    this.tensors = tensors;
  }

  /**
   * Loads NAME.json and, where there is one, NAME.safetensors.
   *
   * @throws IllegalArgumentException where there is no such golden
   */
  public static Golden load(String name) {
    Path tensors = GoldenFiles.find(name + ".safetensors");
    try {
      JsonNode json = JSON.readTree(file(name + ".json").toFile());
      return new Golden(name, json, tensors == null ? null : Checkpoint.open(tensors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All goldens whose names start like this, sorted: for tests that take every file there is. */
  public static List<String> names(String start) {
    return GoldenFiles.list().stream()
        .filter(f -> f.startsWith(start) && f.endsWith(".json"))
        .map(f -> f.substring(0, f.length() - ".json".length()))
        .toList();
  }

  /** Another file beside the goldens, as in {@code file("tokenizer_tiny/vocab.json")}. */
  public static Path file(String name) {
    Path file = GoldenFiles.find(name);
    if (file == null) {
      throw new IllegalArgumentException("no %s in %s".formatted(name, GoldenFiles.place()));
    }
    return file;
  }

  public String name() {
    return name;
  }

  /** The whole description. */
  public JsonNode json() {
    return json;
  }

  /** The upstream config. */
  public JsonNode config() {
    return json.path("config");
  }

  /** The golden that holds another part, as in {@code dependsOn("unet")}. */
  public Golden dependsOn(String role) {
    JsonNode other = json.path("depends_on").path(role);
    if (!other.isTextual()) {
      throw new IllegalArgumentException("%s depends on no %s".formatted(name, role));
    }
    return load(other.asText());
  }

  /** All weights, by upstream's own keys. */
  public Weights weights() {
    return Weights.of(tensors()).below("weights");
  }

  /** All weights as a map, for files whose shapes are not known beforehand. */
  public Map<String, Tensor> weightTensors() {
    Map<String, Tensor> weights = new TreeMap<>();
    for (String name : named("weights.")) {
      weights.put(name, tensors().tensor("weights." + name));
    }
    return weights;
  }

  /** The weights below a name, by keys without it, as in {@code weights("image_proj")}. */
  public Weights weights(String subPrefix) {
    return weights().below(subPrefix);
  }

  public boolean hasIn(String input) {
    return tensors().has("in." + input);
  }

  public boolean hasOut(String output) {
    return tensors().has("out." + output);
  }

  /** The names of all inputs, without {@code in.}. */
  public Set<String> inputs() {
    return named("in.");
  }

  /** The names of all outputs, without {@code out.}. */
  public Set<String> outputs() {
    return named("out.");
  }

  public Tensor in(String input) {
    return tensors().tensor("in." + input);
  }

  public Tensor out(String output) {
    return tensors().tensor("out." + output);
  }

  /** The absolute tolerance the file suggests, 1e-4 where it says nothing. */
  public double atol() {
    return tolerance("atol", 1e-4);
  }

  /** The relative tolerance the file suggests, 1e-3 where it says nothing. */
  public double rtol() {
    return tolerance("rtol", 1e-3);
  }

  /**
   * Asserts that a tensor agrees with an output within the file's tolerance, as in {@code |a - b|
   * <= atol + rtol * |b|} for every element.
   */
  public void assertClose(String output, Tensor actual) {
    assertClose(output, actual, atol(), rtol());
  }

  public void assertClose(String output, Tensor actual, double atol, double rtol) {
    GoldenCount.compared(name);
    Similarity.assertClose(name + " out." + output, out(output), actual, atol, rtol);
  }

  private double tolerance(String which, double otherwise) {
    JsonNode value = json.path("tolerance").path(which);
    return value.isNumber() ? value.asDouble() : otherwise;
  }

  private Checkpoint tensors() {
    if (tensors == null) {
      throw new IllegalArgumentException(name + " has no tensors");
    }
    return tensors;
  }

  private Set<String> named(String prefix) {
    Set<String> names = new TreeSet<>();
    for (String key : tensors().keys()) {
      if (key.startsWith(prefix)) {
        names.add(key.substring(prefix.length()));
      }
    }
    return names;
  }
}
