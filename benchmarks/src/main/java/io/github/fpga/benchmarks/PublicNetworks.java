package io.github.fpga.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.files.ModelFiles;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The networks of a public family at their full size, with random weights. */
final class PublicNetworks {

  /** Tokens of a prompt, start and end included. */
  static final int TOKENS = 77;

  private final JsonNode configs;
  private final Precision precision;

  private PublicNetworks(JsonNode configs, Precision precision) {
    this.configs = configs;
    this.precision = precision;
  }

  /**
   * @param family sd15 or sdxl
   */
  static PublicNetworks of(String family, Precision precision) {
    try (InputStream in = ModelFiles.class.getResourceAsStream(family + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("the family is sd15 or sdxl, got " + family);
      }
      return new PublicNetworks(new ObjectMapper().readTree(in), precision);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A network's config.json, as the public file has it. */
  JsonNode config(String network) {
    return configs.path(network);
  }

  UNetConfig unetConfig() {
    return UNetConfig.fromJson(configs.path("unet"));
  }

  /** As the loader of public sets has them. */
  private Weights weights(RandomFile file) {
    return Weights.of(file).converted(precision.type());
  }

  /**
   * @param file is left with the shapes of the denoiser's weights
   */
  UNet2DConditionModel unet(RandomFile file) {
    return new UNet2DConditionModel(weights(file), unetConfig());
  }

  UNet2DConditionModel unet() {
    return unet(new RandomFile(precision.type()));
  }

  AutoencoderKl autoencoder() {
    return new AutoencoderKl(
        weights(new RandomFile(precision.type())),
        AutoencoderKlConfig.fromJson(configs.path("vae")));
  }

  /** CLIP ViT-L, the first or only text encoder. */
  ClipTextModel text() {
    return new ClipTextModel(
        weights(new RandomFile(precision.type())),
        ClipTextConfig.fromJson(configs.path("text_encoder")));
  }

  /** OpenCLIP ViT-bigG, the second text encoder of SDXL. */
  ClipTextModel secondText() {
    return ClipTextModel.withProjection(
        weights(new RandomFile(precision.type())),
        ClipTextConfig.fromJson(configs.path("text_encoder_2")));
  }

  /** Token ids of some prompt. */
  static Tensor prompt() {
    try (TensorOptions options = new TensorOptions(ScalarType.Long)) {
      return torch.full(new long[] {1, TOKENS}, new Scalar(320), options);
    }
  }

  /** What steers the denoiser: noise in place of text, for batches of any size. */
  static Conditioning conditioning(UNet2DConditionModel unet) {
    return conditioning(unet, torch.randn(1, TOKENS, unet.config().crossAttentionDim()));
  }

  /**
   * @param states_BND of the text
   */
  static Conditioning conditioning(UNet2DConditionModel unet, Tensor states_BND) {
    Conditioning text = Conditioning.text(unet, states_BND);
    if (!unet.config().hasAddition()) {
      return text;
    }
    Tensor sizes = Tensor.create(new float[] {1024, 1024, 0, 0, 1024, 1024}, 1, 6);
    return text.withAddition(unet.additionEmbedding(torch.ones(1, 1280), sizes));
  }
}
