package io.github.fpga.pipelines.family;

import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What a mode of control is trained on: a public set without its people and control. */
public final class PublicBase implements AutoCloseable {

  private final FamilyTraits traits;
  private final UNetConfig config;
  private final Weights denoiser;
  private final TextEncoding text;
  private final LatentCodec codec;

  PublicBase(
      FamilyTraits traits,
      UNetConfig config,
      Weights denoiser,
      TextEncoding text,
      LatentCodec codec) {
    this.traits = traits;
    this.config = config;
    this.denoiser = denoiser;
    this.text = text;
    this.codec = codec;
  }

  public FamilyTraits traits() {
    return traits;
  }

  public UNetConfig config() {
    return config;
  }

  /** The denoiser's weights as they are stored, on the engine's device. */
  public Weights denoiser() {
    return denoiser;
  }

  /** The text encoder's states (B, tokens, channels), owned by the current scope. */
  public Tensor encode(List<String> prompts) {
    return text.encode(prompts).states();
  }

  /** Pictures of one size to clean latents in fp32, owned by the current scope. */
  public Tensor latents(List<BufferedImage> pictures) {
    return codec.latents(pictures);
  }

  @Override
  public void close() {
    text.close();
  }
}
