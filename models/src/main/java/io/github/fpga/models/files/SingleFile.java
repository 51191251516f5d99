package io.github.fpga.models.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * A model (or some of its networks) in one checkpoint in the original layout, of the size of a
 * public family.
 */
final class SingleFile {

  private SingleFile() {}

  private static Layout layout(Part part) {
    return switch (part) {
      case UNET -> Layout.ORIGINAL_UNET;
      case VAE -> Layout.ORIGINAL_VAE;
      case TEXT_ENCODER -> Layout.TRANSFORMERS_TEXT;
      case TEXT_ENCODER_2 -> Layout.OPEN_CLIP_TEXT;
    };
  }

  /**
   * The networks of a file, each with the config that lies beside the file as in diffusers' folders
   * ({@code unet/config.json}), or else that of its family.
   */
  static Map<Part, Component> read(Path path) {
    Checkpoint file = Checkpoint.open(path);
    Map<Part, Component> components = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      String place = layout(part).find(file);
      Path beside = path.resolveSibling(part.folder()).resolve("config.json");
      boolean given = place != null && Files.isRegularFile(beside);
      PublicConfigs family = given || place == null ? null : PublicConfigs.of(file);
      ObjectNode config =
          given ? given(beside) : family == null ? null : family.config(part.folder());
      if (place != null && config != null) {
        if (part == Part.UNET) {
          // Inpainting models take the picture and the mask too.
          config.put("in_channels", file.shape(Layout.ORIGINAL_UNET.marker(place))[1]);
        }
        String told = given ? "by " + beside : family.name();
        components.put(part, component(file, told, config));
      }
    }
    if (components.isEmpty()) {
      throw new CheckpointException(
          "%s holds no network in the original Stable Diffusion layout. Its first keys: %s"
              .formatted(path, file.keys().stream().limit(3).toList()));
    }
    return components;
  }

  /** A ControlNet, in its authors' layout or diffusers', of the size of a public family. */
  static Component controlNet(Path path) {
    Checkpoint file = Checkpoint.open(path);
    PublicConfigs family = PublicConfigs.of(file);
    return component(file, family.name(), family.config("controlnet"));
  }

  private static ObjectNode given(Path file) {
    try {
      if (new ObjectMapper().readTree(file.toFile()) instanceof ObjectNode config) {
        return config;
      }
      throw new CheckpointException("%s holds no JSON object".formatted(file));
    } catch (IOException e) {
      throw new CheckpointException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Component component(Checkpoint file, String family, ObjectNode config) {
    String origin = "%s (taken for %s)".formatted(file.file(), family);
    return new Component(origin, config, file);
  }
}
