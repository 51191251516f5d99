package io.github.fpga.pipelines.family;

import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.files.Component;
import io.github.fpga.models.files.ModelFiles;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.idadapter.IdentityAdapterFile;
import io.github.fpga.models.lora.Lora;
import io.github.fpga.models.lora.LoraPart;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.pipelines.sets.Role;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** From the files of a public set to networks, with errors that name the file. */
final class PublicLoader {

  private final PublicSet set;
  private final Precision precision;
  private final ModelFiles base;
  private final UNetConfig config;
  private final List<Stacked> loras = new ArrayList<>();

  /** A LoRA and how much it counts. */
  private record Stacked(Path file, Lora lora, double strength) {}

  PublicLoader(PublicSet set, Precision precision) {
    this.set = set;
    this.precision = precision;
    base = ModelFiles.open(set.require(Role.BASE));
    config = base.unetConfig();
    for (Role role : List.of(Role.FEW_STEP_LORA, Role.IDENTITY_LORA)) {
      if (set.path(role) != null) {
        double scale = set.spec().component(role).orElseThrow().scale();
        loras.add(stacked(set.path(role), scale));
      }
    }
    set.loras().forEach(lora -> loras.add(stacked(lora.file(), lora.strength())));
  }

  private static Stacked stacked(Path file, double strength) {
    return new Stacked(file, naming(file, () -> Lora.load(file)), strength);
  }

  PortraitModels load() {
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      FamilyFaces faces = PublicFaces.load(set, precision, true);
      opened.add(faces);
      TextEncoding text = PublicText.load(set, base, precision, this::withLoras);
      opened.add(text);
      LatentCodec codec = PublicAutoencoder.load(set, base, precision);
      Checkpoint identity =
          set.path(Role.IDENTITY) == null ? null : Checkpoint.open(set.path(Role.IDENTITY));
      Weights denoiser = withLoraOfAdapter(loras(base.unet()), identity);
      UNet2DConditionModel unet = unet(denoiser);
      PublicDenoisers denoisers =
          new PublicDenoisers(set.spec().name(), unet, controlNet(), mode(denoiser));
      IdentityAdapter adapter =
          identity == null
              ? null
              : naming(
                  set.path(Role.IDENTITY),
                  () -> adapter(identity, unet.crossAttentionLayers(), precision));
      return new PortraitModels(
          new PortraitModels.Parts(
              set.traits(), precision, text, codec, denoisers, adapter, faces, set::checksums));
    } catch (RuntimeException e) {
      opened.forEach(PublicLoader::close);
      throw e;
    }
  }

  /** What training needs: neither people nor control. */
  PublicBase base() {
    LatentCodec codec = PublicAutoencoder.load(set, base, precision);
    Weights denoiser = loras(base.unet()).materialized();
    return new PublicBase(
        set.traits(),
        config,
        denoiser,
        PublicText.load(set, base, precision, this::withLoras),
        codec);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException("a part could not be freed: " + e.getMessage(), e);
    }
  }

  private UNet2DConditionModel unet(Weights denoiser) {
    Weights all = denoiser.converted(precision.type());
    return naming(
        set.require(Role.BASE), () -> all.build(w -> new UNet2DConditionModel(w, config)));
  }

  private Weights loras(Weights unet) {
    Weights weights = unet;
    for (Stacked one : loras) {
      Weights before = weights;
      weights = naming(one.file(), () -> one.lora().withLora(before, config, one.strength()));
    }
    return weights;
  }

  /** What FaceID files hold for the denoiser itself, unless the set has it as a file. */
  private Weights withLoraOfAdapter(Weights unet, Checkpoint identity) {
    if (identity == null
        || set.path(Role.IDENTITY_LORA) != null
        || IdentityAdapterFile.config(identity).loraRank() == 0) {
      return unet;
    }
    List<CrossAttentionLayer> layers =
        new UNet2DConditionModel(base.unet(), config).crossAttentionLayers();
    return adapter(identity, layers, Precision.FP32).withLora(unet);
  }

  private static IdentityAdapter adapter(
      Checkpoint file, List<CrossAttentionLayer> layers, Precision precision) {
    IdentityAdapterConfig config = IdentityAdapterFile.config(file);
    return Weights.of(file)
        .converted(precision.type())
        .build(w -> new IdentityAdapter(w, config, layers));
  }

  /** Null where the set has none. */
  private ControlNetModel controlNet() {
    Path path = set.path(Role.CONTROLNET);
    if (path == null) {
      return null;
    }
    Component component = ModelFiles.controlNet(path);
    ControlNetConfig shape = component.config(ControlNetConfig::fromJson);
    Weights weights = ModelFiles.controlNetWeights(component).converted(precision.type());
    return naming(path, () -> weights.build(w -> new ControlNetModel(w, shape)));
  }

  /** Null where the set has none. */
  private PublicMode mode(Weights denoiser) {
    Path path = set.path(Role.REPCONTROLNET);
    return path == null
        ? null
        : naming(
            path,
            () -> new PublicMode(denoiser, config, Weights.of(Checkpoint.open(path)), precision));
  }

  /** A text encoder's weights with what the LoRAs hold for it. */
  private Weights withLoras(Weights encoder, LoraPart part) {
    Weights weights = encoder;
    for (Stacked one : loras) {
      if (one.lora().changes(part)) {
        Weights before = weights;
        weights = naming(one.file(), () -> one.lora().withLora(before, part, one.strength()));
      }
    }
    return weights;
  }

  /** Names the file in errors of networks that are built from it. */
  static <T> T naming(Path file, Supplier<T> body) {
    try {
      return body.get();
    } catch (CheckpointException e) {
      throw new CheckpointException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
