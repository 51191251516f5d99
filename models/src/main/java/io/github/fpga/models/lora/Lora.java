package io.github.fpga.models.lora;

import io.github.fpga.models.keys.KeyMap;
import io.github.fpga.models.keys.UNetKeys;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * A LoRA file: W + scale * alpha / rank * up * down for every weight it holds. It knows the layouts
 * of PEFT, of diffusers, of diffusers' attention processors and of kohya, the last with diffusers'
 * or the original module names. Immutable; only read by the networks it changes. Source: Hu et al.,
 * arXiv 2106.09685.
 */
public final class Lora {

  private static final String WEIGHT = ".weight";

  /** By the file's own names of modules. */
  private final Map<String, LowRank> changes = new HashMap<>();

  private Lora(Map<String, Tensor> tensors) {
    Map<String, Map<LoraKey.Role, Tensor>> modules = new TreeMap<>();
    Set<String> unknown = new TreeSet<>();
    tensors.forEach(
        (key, tensor) -> {
          LoraKey parts = LoraKey.of(key);
          if (parts == null) {
            unknown.add(key);
          } else {
            modules
                .computeIfAbsent(parts.module(), m -> new EnumMap<>(LoraKey.Role.class))
                .put(parts.role(), tensor);
          }
        });
    if (!unknown.isEmpty()) {
      throw new CheckpointException("not a LoRA of a known layout: " + String.join(", ", unknown));
    }
    modules.forEach((module, roles) -> changes.put(module, change(module, roles)));
  }

  /**
   * Opens a .safetensors file.
   *
   * @throws CheckpointException where it is none, or holds other tensors than low-rank pairs
   */
  public static Lora load(Path file) {
    Checkpoint checkpoint = Checkpoint.open(file);
    Map<String, Tensor> tensors = new HashMap<>();
    checkpoint.keys().forEach(key -> tensors.put(key, checkpoint.tensor(key)));
    return of(tensors);
  }

  /**
   * @param tensors by the file's own keys, any floating type; the caller keeps them alive
   * @throws CheckpointException for keys of no known layout, or a pair of which one is missing
   */
  public static Lora of(Map<String, Tensor> tensors) {
    return new Lora(tensors);
  }

  /** Whether the file changes this network at all. */
  public boolean changes(LoraPart part) {
    return changes.keySet().stream().anyMatch(part::holds);
  }

  /**
   * A denoiser's weights with this LoRA.
   *
   * @param unet the whole tree by the public keys
   * @param config the denoiser's shape; it says what the original names mean
   * @param scale strength: 0 changes nothing, 1 as trained
   * @return derived weights; {@link Weights#materialized} computes them once, for inference
   * @throws CheckpointException naming the file's modules that the denoiser does not have
   */
  public Weights withLora(Weights unet, UNetConfig config, double scale) {
    return withLora(unet, LoraPart.UNET, scale, names(config));
  }

  /** The names that files may have for a denoiser's module. */
  private static Function<String, List<String>> names(UNetConfig config) {
    KeyMap layout = UNetKeys.of(config);
    return module -> {
      List<String> names = LoraPart.UNET.names(module);
      String name = layout.original(module);
      if (!name.equals(module)) {
        names.addAll(LoraPart.UNET.names(name));
      }
      return names;
    };
  }

  /** The change of a denoiser's tensor by its public key; null for none. */
  LowRank change(String key, UNetConfig config) {
    return change(key, names(config));
  }

  /**
   * A text encoder's weights with this LoRA; arguments and result as for a denoiser.
   *
   * @param part which of the file's text encoders
   */
  public Weights withLora(Weights encoder, LoraPart part, double scale) {
    if (part == LoraPart.UNET) {
      throw new IllegalArgumentException("for a denoiser give its config");
    }
    return withLora(encoder, part, scale, part::names);
  }

  private Weights withLora(
      Weights base, LoraPart part, double scale, Function<String, List<String>> names) {
    // A source that tells no keys cannot be checked; what does not fit then stays unused.
    if (!base.source().keys().isEmpty()) {
      requireKnown(base.source().keys(), part, names);
    }
    return base.reparameterized(
        (key, original, init, shape) -> {
          LowRank change = change(key, names);
          if (change == null) {
            return original;
          }
          change.requireFits(key, shape);
          Parameter changed = () -> change.addTo(original.value(), scale);
          return changed;
        });
  }

  /** Refuses a denoiser that lacks modules of this file, by its keys. */
  void requireKnown(Set<String> keys, UNetConfig config) {
    requireKnown(keys, LoraPart.UNET, names(config));
  }

  private void requireKnown(Set<String> keys, LoraPart part, Function<String, List<String>> names) {
    Set<String> unknown = new TreeSet<>(changes.keySet());
    unknown.removeIf(module -> !part.holds(module));
    for (String key : keys) {
      if (key.endsWith(WEIGHT)) {
        names.apply(module(key)).forEach(unknown::remove);
      }
    }
    if (!unknown.isEmpty()) {
      throw new CheckpointException(
          "the LoRA does not belong to this network, which lacks " + String.join(", ", unknown));
    }
  }

  private LowRank change(String key, Function<String, List<String>> names) {
    if (!key.endsWith(WEIGHT)) {
      return null;
    }
    return names.apply(module(key)).stream()
        .filter(changes::containsKey)
        .findFirst()
        .map(changes::get)
        .orElse(null);
  }

  private static String module(String key) {
    return key.substring(0, key.length() - WEIGHT.length());
  }

  private static LowRank change(String module, Map<LoraKey.Role, Tensor> roles) {
    Tensor up = roles.get(LoraKey.Role.UP);
    Tensor down = roles.get(LoraKey.Role.DOWN);
    if (up == null || down == null) {
      throw new CheckpointException(
          "the LoRA of %s lacks its %s matrix".formatted(module, up == null ? "up" : "down"));
    }
    Tensor alpha = roles.get(LoraKey.Role.ALPHA);
    return new LowRank(up, down, alpha == null ? 1 : Tensors.scalar(alpha) / down.size(0));
  }
}
