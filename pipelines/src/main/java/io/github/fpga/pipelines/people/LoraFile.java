package io.github.fpga.pipelines.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A LoRA for a family's networks: of the whole picture, or one person's own.
 *
 * @param strength how much it counts, in [-2, 2]; 1 as trained
 */
public record LoraFile(Path file, double strength) {

  private static final double MOST = 2;

  /** Throws IllegalArgumentException for a strength out of range. */
  public LoraFile {
    if (!(Math.abs(strength) <= MOST)) {
      throw new IllegalArgumentException(
          "the strength of %s must be in [-2, 2], got %s".formatted(file, strength));
    }
  }

  /**
   * From {@code FILE} or {@code FILE:STRENGTH}.
   *
   * @throws IllegalArgumentException where the strength is out of range
   * @throws CheckpointException where there is no such file
   */
  public static LoraFile parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0 && !Files.exists(Path.of(text))) {
      try {
        double strength = Double.parseDouble(text.substring(colon + 1));
        return existing(new LoraFile(Path.of(text.substring(0, colon)), strength));
      } catch (NumberFormatException e) {
        // A colon of the file's own name.
      }
    }
    return existing(new LoraFile(Path.of(text), 1));
  }

  /** As it stands in requests, with the file's SHA-256. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("strength", strength);
    json.put("sha256", Checksums.sha256(file));
    return json;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static LoraFile ofJson(Map<String, Object> json) {
    Path file = Path.of(String.valueOf(json.get("file")));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("the LoRA %s is missing".formatted(file));
    }
    if (!Checksums.sha256(file).equals(json.get("sha256"))) {
      throw new IllegalArgumentException("the LoRA %s has changed".formatted(file));
    }
    return new LoraFile(file, ((Number) json.get("strength")).doubleValue());
  }

  private static LoraFile existing(LoraFile lora) {
    if (!Files.isRegularFile(lora.file())) {
      throw new CheckpointException("there is no LoRA " + lora.file());
    }
    return lora;
  }

  @Override
  public String toString() {
    return "%s:%s".formatted(file.getFileName(), strength);
  }
}
