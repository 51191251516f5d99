package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A family's networks, ready to run. Immutable to its users and safe for many threads. It owns its
 * weights, whose memory goes when it is closed and collected.
 */
public final class PortraitModels implements AutoCloseable {

  private final FamilyConfig config;
  private final FamilyWeights weights;
  private final ClipTokenizer tokenizer;
  private final FaceAnalyzer faces;
  private final Precision precision;
  private final Supplier<Map<String, String>> checksums;
  private final Misfits misfits;
  private final AutoencoderKl autoencoder;
  private final ClipTextModel text;
  private final MergedDenoisers merged;
  private final IdentityAdapter identityAdapter;
  private UNet2DConditionModel plain;
  private ControlNetModel controlNet;
  private MergedDenoisers distilled;
  private volatile boolean closed;

  PortraitModels(
      FamilyConfig config,
      FamilyWeights weights,
      ClipTokenizer tokenizer,
      FaceAnalyzer faces,
      Precision precision,
      Supplier<Map<String, String>> checksums,
      Misfits misfits) {
    this.config = config;
    this.weights = weights;
    this.tokenizer = tokenizer;
    this.faces = faces;
    this.precision = precision;
    this.checksums = checksums;
    this.misfits = misfits;
    autoencoder =
        build(
            ModelFile.AUTOENCODER,
            weights.autoencoder(),
            w -> new AutoencoderKl(w, config.autoencoder()));
    text = build(ModelFile.BASE, weights.text(), w -> new ClipTextModel(w, config.text()));
    List<CrossAttentionLayer> layers = plainDenoiser().crossAttentionLayers();
    merged =
        new MergedDenoisers(
            config,
            weights.denoiser(),
            weights.controls(),
            mode -> mode == ControlMode.SKELETON ? ModelFile.SKELETON : ModelFile.LANDMARK,
            precision,
            misfits);
    identityAdapter =
        build(
            ModelFile.IDENTITY,
            weights.identity(),
            w -> new IdentityAdapter(w, config.identityAdapter(), layers));
  }

  /** A network in the compute format, which must take all of its tree. */
  private <T> T build(ModelFile file, Weights tree, Function<Weights, T> network) {
    return misfits.naming(file, () -> tree.converted(precision.type()).build(network));
  }

  /**
   * Networks from weights in memory; for tests and for families of one's own.
   *
   * @param tokenizer closed with the models
   * @param checksums what results say of the weights
   */
  public static PortraitModels of(
      FamilyConfig config,
      FamilyWeights weights,
      ClipTokenizer tokenizer,
      FaceAnalyzer faces,
      Precision precision,
      Map<String, String> checksums) {
    Map<String, String> sums = Map.copyOf(checksums);
    return new PortraitModels(
        config,
        weights,
        tokenizer,
        faces,
        precision,
        () -> sums,
        new Misfits(config.name(), ModelFile::fileName));
  }

  public FamilyConfig config() {
    return config;
  }

  public NoiseSchedule schedule() {
    return config.schedule();
  }

  /** The format the networks compute in. */
  public Precision precision() {
    return precision;
  }

  /** SHA-256 of the model files, by name. */
  public Map<String, String> checksums() {
    return checksums.get();
  }

  public AutoencoderKl autoencoder() {
    requireOpen();
    return autoencoder;
  }

  /** Detection, landmarks and the conditioning recogniser. */
  public FaceAnalyzer faces() {
    requireOpen();
    return faces;
  }

  /** From features to tokens, keys and values; its maps serve every denoiser of the family. */
  public IdentityAdapter identityAdapter() {
    requireOpen();
    return identityAdapter;
  }

  /**
   * The text encoder's states of some prompts.
   *
   * @return (B, tokens, crossAttentionDim) in the networks' format, owned by the current scope
   */
  public Tensor encode(List<String> prompts) {
    requireOpen();
    return Scope.inference(
        () -> {
          List<Tensor> ids = new ArrayList<>();
          for (String prompt : prompts) {
            long[] tokens = tokenizer.encode(prompt);
            ids.add(Tensors.of(tokens, tokens.length));
          }
          return text.encode(Tensors.stack(0, ids), 0);
        });
  }

  /** Whether a prompt is longer than the text encoder reads; what is too long is cut off. */
  public boolean isCut(String prompt) {
    return tokenizer.tokenCount(prompt) > tokenizer.maxLength();
  }

  /**
   * Pictures of one size to clean latents.
   *
   * @return (B, channels, H / f, W / f) in fp32, owned by the current scope
   */
  public Tensor latents(List<BufferedImage> pictures) {
    return Scope.inference(
        () -> {
          Tensor x = precision.cast(Images.toTensor(pictures));
          Tensor z = autoencoder().encode(x.contiguous(MemoryFormat.ChannelsLast));
          return z.to(ScalarType.Float).contiguous();
        });
  }

  /** Latents (B, channels, h, w) to pictures. */
  public List<BufferedImage> pictures(Tensor latents_BCHW) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor z = precision.cast(latents_BCHW).contiguous(MemoryFormat.ChannelsLast);
      return Images.toImages(autoencoder().decode(z));
    }
  }

  /**
   * The denoiser with a mode merged in.
   *
   * @param beta strength; 1 is ready, others are merged on first use (about a second)
   */
  public ControlledDenoiser denoiser(ControlMode mode, double beta) {
    return denoiser(ControlBlend.of(mode, beta));
  }

  /** The denoiser with several modes merged in. */
  public ControlledDenoiser denoiser(ControlBlend blend) {
    requireOpen();
    return merged.get(blend);
  }

  /**
   * The denoiser with modes merged in that were distilled to few steps without guidance; built on
   * first use.
   *
   * @param blend strengths; the modes were distilled at 1
   * @throws CheckpointException where the family has none
   */
  public synchronized ControlledDenoiser distilled(ControlBlend blend) {
    requireOpen();
    if (distilled == null) {
      if (weights.distilled() == null) {
        throw new CheckpointException(
            ("the %s family has no distilled modes: it lacks %s, which `fpga train fewstep`"
                    + " makes; leave out --fast, or choose a family that has it with --models")
                .formatted(config.name(), ModelFile.FEWSTEP.fileName()));
      }
      distilled =
          new MergedDenoisers(
              config,
              weights.denoiser(),
              weights.distilledControls(),
              mode -> ModelFile.FEWSTEP,
              precision,
              misfits);
    }
    return distilled.get(blend);
  }

  /** The denoiser without control. */
  public synchronized UNet2DConditionModel plainDenoiser() {
    requireOpen();
    if (plain == null) {
      plain =
          build(
              ModelFile.BASE,
              weights.denoiser(),
              w -> new UNet2DConditionModel(w, config.denoiser()));
    }
    return plain;
  }

  /**
   * The baseline that RepControlNet replaces.
   *
   * @throws CheckpointException where the family has none
   */
  public synchronized ControlNetModel controlNet() {
    requireOpen();
    if (weights.controlNet() == null) {
      throw new CheckpointException(
          "the %s family has no baseline ControlNet: it lacks %s"
              .formatted(config.name(), ModelFile.CONTROLNET.fileName()));
    }
    if (controlNet == null) {
      controlNet =
          build(
              ModelFile.CONTROLNET,
              weights.controlNet(),
              w -> new ControlNetModel(w, config.controlNet()));
    }
    return controlNet;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("these models have been closed");
    }
  }

  /** Ends the use of the models; requests under way fail. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tokenizer.close();
    }
  }
}
