package io.github.fpga.models.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The configs of the public model families, for files that have none: the family is told by the
 * widths of what the denoiser or ControlNet is conditioned on.
 */
final class PublicConfigs {

  private static final String TEXT_KEYS = "transformer_blocks.0.attn2.to_k.weight";
  private static final long SD15_TEXT = 768;
  private static final long SDXL_TEXT = 2048;

  private final String name;
  private final JsonNode json;

  private PublicConfigs(String name) {
    this.name = name;
    try (InputStream in = PublicConfigs.class.getResourceAsStream(name + ".json")) {
      json = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The family of a file; one without cross-attention is told by its text encoders.
   *
   * @throws CheckpointException where it is a family that is not supported
   */
  static PublicConfigs of(Checkpoint file) {
    long[] widths =
        file.keys().stream()
            .filter(key -> key.endsWith(TEXT_KEYS))
            .mapToLong(key -> file.shape(key)[1])
            .distinct()
            .toArray();
    if (widths.length == 0) {
      boolean second = Layout.OPEN_CLIP_TEXT.find(file) != null;
      return new PublicConfigs(second ? "sdxl" : "sd15");
    }
    if (widths.length == 1 && (widths[0] == SD15_TEXT || widths[0] == SDXL_TEXT)) {
      return new PublicConfigs(widths[0] == SDXL_TEXT ? "sdxl" : "sd15");
    }
    throw new CheckpointException(
        ("%s attends to text of width %d; Stable Diffusion 1.x has %d and the base model of XL %d."
                + " Take one of these, or a diffusers folder with its config.json.")
            .formatted(file.file(), widths[0], SD15_TEXT, SDXL_TEXT));
  }

  /** The family's name: sd15 or sdxl. */
  String name() {
    return name;
  }

  /** A network's config, the caller's own; null where the family has no such network. */
  ObjectNode config(String network) {
    return json.path(network).isObject() ? json.path(network).deepCopy() : null;
  }
}
