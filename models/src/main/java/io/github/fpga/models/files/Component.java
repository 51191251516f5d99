package io.github.fpga.models.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import java.util.function.Function;

/**
 * One network's config and the checkpoint that holds it, in whatever layout.
 *
 * @param origin the config's file or, where a file has none, the model that it is taken for
 * @param json the config by diffusers' or transformers' names
 */
public record Component(String origin, JsonNode json, Checkpoint checkpoint) {

  /**
   * The config as a record, as in {@code component.config(UNetConfig::fromJson)}.
   *
   * @throws CheckpointException naming the file and what the network does not support
   */
  public <T> T config(Function<JsonNode, T> reader) {
    try {
      return reader.apply(json);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: %s. Take another variant of the model.".formatted(origin, e.getMessage()), e);
    }
  }
}
