package io.github.fpga.models.idadapter;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import java.util.stream.IntStream;

/** Tells from the shapes in a public IP-Adapter file which adapter it is: it has no config. */
public final class IdentityAdapterFile {

  /** All public resamplers have heads of this width; the shapes do not tell it. */
  private static final int DIM_HEAD = 64;

  private static final String PROJ = "image_proj.";
  private static final String PERCEIVER = PROJ + "perceiver_resampler.";

  private static final String FIRST_VERSION = "faceid-plus_";

  private final Checkpoint file;

  private IdentityAdapterFile(Checkpoint file) {
    this.file = file;
  }

  /**
   * The shape of a file's adapter. FaceID-Plus of the first version and V2 have the same shapes and
   * are told by the public files' names: one with {@code faceid-plus_} is of the first version.
   *
   * @throws CheckpointException where it holds no adapter of a known kind
   */
  public static IdentityAdapterConfig config(Checkpoint file) {
    IdentityAdapterFile adapter = new IdentityAdapterFile(file);
    IdentityAdapterConfig config = adapter.projection().withLoraRank(adapter.loraRank());
    boolean first = file.file().getFileName().toString().contains(FIRST_VERSION);
    return first ? config.withShortcut(false) : config;
  }

  private IdentityAdapterConfig projection() {
    if (file.has(PROJ + "latents")) {
      return IdentityAdapterConfig.plus(
          size(PROJ + "proj_in.weight", 1),
          size(PROJ + "proj_out.weight", 0),
          size(PROJ + "latents", 1),
          size(PROJ + "latents", 2),
          DIM_HEAD,
          heads(PROJ),
          depth(PROJ));
    }
    if (file.has(PERCEIVER + "proj_in.weight")) {
      return IdentityAdapterConfig.faceIdPlusV2(
          size(PROJ + "proj.0.weight", 1),
          size(PERCEIVER + "proj_in.weight", 1),
          size(PROJ + "norm.weight", 0),
          tokens(PROJ + "proj.2.weight"),
          DIM_HEAD,
          heads(PERCEIVER),
          depth(PERCEIVER));
    }
    if (file.has(PROJ + "proj.0.weight")) {
      return IdentityAdapterConfig.faceId(
          size(PROJ + "proj.0.weight", 1),
          size(PROJ + "norm.weight", 0),
          tokens(PROJ + "proj.2.weight"),
          0);
    }
    return IdentityAdapterConfig.plain(
        size(PROJ + "proj.weight", 1), size(PROJ + "norm.weight", 0), tokens(PROJ + "proj.weight"));
  }

  private int loraRank() {
    String down = "ip_adapter.0.to_q_lora.down.weight";
    return file.has(down) ? size(down, 0) : 0;
  }

  /** How many tokens the last map makes. */
  private int tokens(String key) {
    return size(key, 0) / size(PROJ + "norm.weight", 0);
  }

  private int heads(String resampler) {
    return size(resampler + "layers.0.0.to_q.weight", 0) / DIM_HEAD;
  }

  private int depth(String resampler) {
    return (int)
        IntStream.iterate(0, i -> i + 1)
            .takeWhile(i -> file.has(resampler + "layers." + i + ".0.to_q.weight"))
            .count();
  }

  private int size(String key, int dimension) {
    if (!file.has(key) || file.shape(key).length <= dimension) {
      throw new CheckpointException(
          "%s is no IP-Adapter of a known kind: it lacks %s. Its first keys: %s"
              .formatted(file.file(), key, file.keys().stream().limit(3).toList()));
    }
    return Math.toIntExact(file.shape(key)[dimension]);
  }
}
