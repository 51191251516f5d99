package io.github.fpga.models.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of one network: config.json and a checkpoint of a known name. */
final class ComponentFolder {

  /** Diffusers' and transformers' names, the safer format first. */
  private static final List<String> STEMS =
      List.of("diffusion_pytorch_model", "model", "pytorch_model");

  private static final List<String> ENDINGS =
      List.of(
          ".safetensors",
          ".safetensors.index.json",
          ".fp16.safetensors",
          ".fp16.safetensors.index.json",
          ".safetensors.index.fp16.json",
          ".bin",
          ".bin.index.json",
          ".fp16.bin");

  private static final long MAX_JSON = 16L << 20;

  private ComponentFolder() {}

  /**
   * Reads the config and opens the checkpoint.
   *
   * @throws CheckpointException where one of them is missing or broken
   */
  static Component read(Path folder) {
    Path config = folder.resolve("config.json");
    return new Component(config.toString(), json(config), Checkpoint.open(checkpoint(folder)));
  }

  /** A JSON object of a model folder. */
  static JsonNode json(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new CheckpointException(
            "there is no %s; fetch the model's whole folder".formatted(file));
      }
      if (Files.size(file) > MAX_JSON) {
        throw new CheckpointException("%s is too large for a config".formatted(file));
      }
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      if (!json.isObject()) {
        throw new CheckpointException("%s is no JSON object; fetch it again".formatted(file));
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          "%s is not valid JSON: %s; fetch it again".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new CheckpointException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Path checkpoint(Path folder) {
    for (String ending : ENDINGS) {
      for (String stem : STEMS) {
        Path file = folder.resolve(stem + ending);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new CheckpointException(
        "%s holds no checkpoint; looked for %s with one of %s"
            .formatted(folder, String.join(", ", STEMS), String.join(" ", ENDINGS)));
  }
}
