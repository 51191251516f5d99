package io.github.fpga.pipelines.family;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.files.Component;
import io.github.fpga.models.files.Layouts;
import io.github.fpga.models.files.ModelFiles;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.models.vae.AutoencoderTiny;
import io.github.fpga.models.vae.AutoencoderTinyConfig;
import io.github.fpga.pipelines.sets.Role;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;

/** The autoencoders of a public set: the base's own or another in its place, and a small one. */
final class PublicAutoencoder {

  private PublicAutoencoder() {}

  static AutoencoderKlConfig config(PublicSet set, ModelFiles base) {
    Path other = set.path(Role.VAE);
    return other != null && Files.isDirectory(other)
        ? ModelFiles.component(other).config(AutoencoderKlConfig::fromJson)
        : base.vaeConfig();
  }

  static LatentCodec load(PublicSet set, ModelFiles base, Precision precision) {
    AutoencoderKlConfig config = config(set, base);
    Path other = set.path(Role.VAE);
    Weights weights = other == null ? base.vae() : Layouts.vae(checkpoint(other), config);
    AutoencoderKl autoencoder =
        PublicLoader.naming(
            other == null ? set.require(Role.BASE) : other,
            () -> weights.converted(precision.type()).build(w -> new AutoencoderKl(w, config)));
    return LatentCodec.tiling(autoencoder, small(set, precision), precision);
  }

  private static Checkpoint checkpoint(Path other) {
    return Files.isDirectory(other)
        ? ModelFiles.component(other).checkpoint()
        : Checkpoint.open(other);
  }

  /** Null where the set has none. */
  private static AutoencoderTiny small(PublicSet set, Precision precision) {
    Path path = set.path(Role.PREVIEW);
    if (path == null) {
      return null;
    }
    Component component = ModelFiles.component(path);
    AutoencoderTinyConfig config = component.config(json -> read(json.toString(), path));
    Weights weights = Weights.of(component.checkpoint()).converted(precision.type());
    return PublicLoader.naming(path, () -> weights.build(w -> new AutoencoderTiny(w, config)));
  }

  private static AutoencoderTinyConfig read(String json, Path path) {
    try {
      return new ObjectMapper().readValue(json, AutoencoderTinyConfig.class);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          "%s is no small autoencoder: %s".formatted(path, e.getOriginalMessage()), e);
    }
  }
}
