package io.github.fpga.models.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The networks of a public Stable Diffusion model: configs and weights, whatever the files look
 * like. Opening maps the files and reads no weights.
 */
public final class ModelFiles {

  private static final Set<String> PIPELINES =
      Set.of(
          "StableDiffusionPipeline",
          "StableDiffusionImg2ImgPipeline",
          "StableDiffusionInpaintPipeline",
          "StableDiffusionControlNetPipeline",
          "StableDiffusionXLPipeline",
          "StableDiffusionXLImg2ImgPipeline",
          "StableDiffusionXLInpaintPipeline",
          "StableDiffusionXLControlNetPipeline");

  private final Path path;
  private final Map<Part, Component> components;

  private ModelFiles(Path path, Map<Part, Component> components) {
    this.path = path;
    this.components = components;
  }

  /**
   * Opens a diffusers folder (with a model_index.json) or a single file in the original layout.
   *
   * @throws CheckpointException naming the file that is missing, broken or of an unsupported kind
   */
  public static ModelFiles open(Path path) {
    return new ModelFiles(path, Files.isDirectory(path) ? folder(path) : SingleFile.read(path));
  }

  /**
   * Opens a ControlNet: a folder with a config.json, or a file in its authors' or diffusers' layout
   * for a public family.
   */
  public static Component controlNet(Path path) {
    return Files.isDirectory(path) ? ComponentFolder.read(path) : SingleFile.controlNet(path);
  }

  /**
   * Opens a folder of any other network by itself, such as a picture encoder or the small
   * autoencoder: its config.json and its checkpoint.
   */
  public static Component component(Path folder) {
    return ComponentFolder.read(folder);
  }

  private static Map<Part, Component> folder(Path folder) {
    Path file = folder.resolve("model_index.json");
    JsonNode index = ComponentFolder.json(file);
    String pipeline = index.path("_class_name").asText();
    if (!PIPELINES.contains(pipeline)) {
      throw new CheckpointException(
          "%s describes a %s; models of Stable Diffusion 1.x and XL are supported"
              .formatted(file, pipeline.isEmpty() ? "nameless pipeline" : pipeline));
    }
    Map<Part, Component> components = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      JsonNode entry = index.path(part.folder());
      // [null, null] stands for a network that the pipeline can have and this one has not.
      if (entry.isArray() && entry.path(1).isTextual()) {
        if (!part.classes().contains(entry.path(1).asText())) {
          throw new CheckpointException(
              "%s: %s is a %s, supported is %s"
                  .formatted(file, part.folder(), entry.path(1).asText(), part.classes()));
        }
        components.put(part, ComponentFolder.read(folder.resolve(part.folder())));
      }
    }
    return components;
  }

  /** The networks that are there. */
  public Set<Part> parts() {
    return Set.copyOf(components.keySet());
  }

  /**
   * One network.
   *
   * @throws CheckpointException where the model does not have it
   */
  public Component part(Part part) {
    Component component = components.get(part);
    if (component == null) {
      throw new CheckpointException(
          "%s holds no %s, only %s".formatted(path, part.folder(), components.keySet()));
    }
    return component;
  }

  public UNetConfig unetConfig() {
    return part(Part.UNET).config(UNetConfig::fromJson);
  }

  public AutoencoderKlConfig vaeConfig() {
    return part(Part.VAE).config(AutoencoderKlConfig::fromJson);
  }

  /**
   * @param part either text encoder
   */
  public ClipTextConfig textConfig(Part part) {
    return part(part).config(ClipTextConfig::fromJson);
  }

  /** The denoiser's weights by its own keys, in the number format of the file. */
  public Weights unet() {
    return Layouts.unet(part(Part.UNET).checkpoint(), unetConfig());
  }

  /** The autoencoder's weights, likewise. */
  public Weights vae() {
    return Layouts.vae(part(Part.VAE).checkpoint(), vaeConfig());
  }

  /**
   * A text encoder's weights, likewise.
   *
   * @param part either text encoder
   */
  public Weights text(Part part) {
    Checkpoint file = part(part).checkpoint();
    return part == Part.TEXT_ENCODER_2
        ? Layouts.secondText(file, textConfig(part))
        : Layouts.text(file);
  }

  /** A ControlNet's weights by its own keys; its config is {@code ControlNetConfig::fromJson}. */
  public static Weights controlNetWeights(Component controlNet) {
    return Layouts.controlNet(
        controlNet.checkpoint(), controlNet.config(ControlNetConfig::fromJson));
  }
}
