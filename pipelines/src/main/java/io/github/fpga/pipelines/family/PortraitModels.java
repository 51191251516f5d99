package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * A family's networks, ready to run. Immutable to its users and safe for many threads. It owns its
 * weights, whose memory goes when it is closed and collected.
 */
public final class PortraitModels implements AutoCloseable {

  private final Parts parts;
  private volatile boolean closed;

  /**
   * What a family consists of.
   *
   * @param identityAdapter null where the family can portray nobody in particular
   * @param checksums SHA-256 of the model files, by name
   */
  record Parts(
      FamilyTraits traits,
      Precision precision,
      TextEncoding text,
      LatentCodec codec,
      Denoisers denoisers,
      IdentityAdapter identityAdapter,
      FamilyFaces faces,
      Supplier<Map<String, String>> checksums) {}

  PortraitModels(Parts parts) {
    this.parts = parts;
  }

  /** The networks of a family that is controlled by merged weights; it closes the tokenizer. */
  static PortraitModels build(
      FamilyConfig config,
      FamilyWeights weights,
      ClipTokenizer tokenizer,
      FamilyFaces faces,
      Precision precision,
      Supplier<Map<String, String>> checksums,
      Misfits misfits) {
    Weights autoencoder = weights.autoencoder().converted(precision.type());
    AutoencoderKl vae =
        misfits.naming(
            ModelFile.AUTOENCODER,
            () -> autoencoder.build(w -> new AutoencoderKl(w, config.autoencoder())));
    Weights text = weights.text().converted(precision.type());
    ClipTextModel encoder =
        misfits.naming(ModelFile.BASE, () -> text.build(w -> new ClipTextModel(w, config.text())));
    MicroDenoisers denoisers = new MicroDenoisers(config, weights, precision, misfits);
    Weights identity = weights.identity().converted(precision.type());
    IdentityAdapter adapter =
        misfits.naming(
            ModelFile.IDENTITY,
            () ->
                identity.build(
                    w ->
                        new IdentityAdapter(
                            w,
                            config.identityAdapter(),
                            denoisers.plain().crossAttentionLayers())));
    return new PortraitModels(
        new Parts(
            config.traits(),
            precision,
            new MicroText(tokenizer, encoder),
            LatentCodec.whole(vae, precision),
            denoisers,
            adapter,
            faces,
            checksums));
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
    return build(
        config,
        weights,
        tokenizer,
        new AlignedFaces(faces, () -> sums),
        precision,
        () -> sums,
        new Misfits(config.name(), ModelFile::fileName));
  }

  public FamilyTraits traits() {
    return parts.traits();
  }

  public NoiseSchedule schedule() {
    return parts.traits().schedule();
  }

  /** The format the networks compute in. */
  public Precision precision() {
    return parts.precision();
  }

  /** SHA-256 of the model files, by name. */
  public Map<String, String> checksums() {
    return parts.checksums().get();
  }

  /** Between pictures and latents; {@link #latents} and {@link #pictures} know its formats. */
  public AutoencoderKl autoencoder() {
    requireOpen();
    return parts.codec().autoencoder();
  }

  /** Detection, landmarks and the conditioning recogniser. */
  public FaceAnalyzer faces() {
    requireOpen();
    return parts.faces().analyzer();
  }

  /** What the identity adapter reads of one face of a reference picture. */
  public FaceFeatures reference(BufferedImage image, Detection face) {
    requireOpen();
    return parts.faces().reference(image, face);
  }

  /** Of what networks references are: saved persons are bound to it. */
  public String recogniser() {
    return parts.faces().recogniser();
  }

  /**
   * From features to tokens, keys and values; its maps serve every denoiser of the family.
   *
   * @throws CheckpointException where the family has none
   */
  public IdentityAdapter identityAdapter() {
    requireOpen();
    if (parts.identityAdapter() == null) {
      throw new CheckpointException(
          "%s has no identity adapter, so it cannot portray people: leave them out, or take a set"
                  .formatted(parts.traits().name())
              + " that has one");
    }
    return parts.identityAdapter();
  }

  /**
   * The text encoders' states of some prompts.
   *
   * @return in the networks' format, owned by the current scope
   */
  public TextStates encode(List<String> prompts) {
    requireOpen();
    return parts.text().encode(prompts);
  }

  /** Whether a prompt is longer than the text encoder reads; what is too long is cut off. */
  public boolean isCut(String prompt) {
    return parts.text().isCut(prompt);
  }

  /**
   * Pictures of one size to clean latents.
   *
   * @return (B, channels, H / f, W / f) in fp32, owned by the current scope
   */
  public Tensor latents(List<BufferedImage> pictures) {
    requireOpen();
    return parts.codec().latents(pictures);
  }

  /** Latents (B, channels, h, w) to pictures. */
  public List<BufferedImage> pictures(Tensor latents_BCHW) {
    requireOpen();
    return parts.codec().pictures(latents_BCHW);
  }

  /** The first of some latents as a picture to look at on the way. */
  public BufferedImage preview(Tensor latents_BCHW) {
    requireOpen();
    return parts.codec().preview(latents_BCHW);
  }

  /** The denoiser in one mode; see the other method. */
  public ControlledDenoiser denoiser(ControlMode mode, double beta) {
    return denoiser(ControlBlend.of(mode, beta));
  }

  /**
   * The denoiser with one or several modes of control. Where they are merged, those of strength 1
   * are ready and others are merged on first use (about a second).
   *
   * @throws IllegalArgumentException where the family has no merged modes and the blend needs them
   */
  public ControlledDenoiser denoiser(ControlBlend blend) {
    requireOpen();
    return parts.denoisers().controlled(blend);
  }

  /**
   * The denoiser with modes of control that were distilled to few steps without guidance; built on
   * first use.
   *
   * @param blend strengths; the modes were distilled at 1
   * @throws CheckpointException where the family has none
   */
  public ControlledDenoiser distilled(ControlBlend blend) {
    requireOpen();
    return parts.denoisers().distilled(blend);
  }

  /** The denoiser without control. */
  public ControlledDenoiser plainDenoiser() {
    requireOpen();
    UNet2DConditionModel plain = parts.denoisers().plain();
    return new ControlNetDenoiser(plain, null, 0);
  }

  /**
   * The plain denoiser with the classic ControlNet that RepControlNet replaces.
   *
   * @param scale strength, 1 as trained
   * @throws CheckpointException where the family has none
   */
  public ControlledDenoiser baseline(double scale) {
    requireOpen();
    return parts.denoisers().baseline(scale);
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
      parts.text().close();
      parts.faces().close();
    }
  }
}
