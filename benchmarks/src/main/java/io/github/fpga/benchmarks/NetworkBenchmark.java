package io.github.fpga.benchmarks;

import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.TiledAutoencoder;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The networks of the public families at full size with random weights, one call each, batch 1:
 * seconds. Run with {@code org.openjdk.jmh.Main}; {@code -p part=unet -p family=sd15} picks.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 7)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xmx1g",
      "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
      "-Dorg.bytedeco.javacpp.maxbytes=0"
    })
public class NetworkBenchmark {

  private static final int PEOPLE = 3;
  private static final int PERSON_TOKENS = 16;

  /** sd15 at 512 x 512 pixels, sdxl at 1024 x 1024. */
  @Param({"sd15", "sdxl"})
  public String family;

  /** FP32 or BF16. */
  @Param({"FP32", "BF16"})
  public Precision precision;

  /**
   * unet: one evaluation; decode, tiled: the autoencoder's decoder on a whole picture and in tiles;
   * text: one prompt; mgmica: text and three people in the finest cross-attention layer.
   */
  @Param({"unet", "decode", "tiled", "text", "mgmica"})
  public String part;

  private Supplier<Tensor> call;

  /** Makes the network and its input. */
  @Setup
  public void setUp() {
    Engine.start();
    PublicNetworks networks = PublicNetworks.of(family, precision);
    int cells = networks.unetConfig().sampleSize();
    try (NoGradGuard guard = new NoGradGuard()) {
      call =
          switch (part) {
            case "unet" -> unet(networks, cells);
            case "decode" -> decode(networks, cells);
            case "tiled" -> tiled(networks, cells);
            case "text" -> text(networks);
            case "mgmica" -> mgmica(networks, cells);
            default -> throw new IllegalArgumentException("no such part: " + part);
          };
    }
  }

  private static Supplier<Tensor> unet(PublicNetworks networks, int cells) {
    UNet2DConditionModel unet = networks.unet();
    Conditioning conditioning = PublicNetworks.conditioning(unet);
    Tensor latents = torch.randn(1, unet.config().inChannels(), cells, cells);
    Tensor timestep = torch.full(new long[] {1}, new Scalar(500.0));
    return () -> unet.predict(latents, timestep, conditioning);
  }

  private Supplier<Tensor> decode(PublicNetworks networks, int cells) {
    AutoencoderKl autoencoder = networks.autoencoder();
    Tensor latents = latents(autoencoder, cells);
    return () -> autoencoder.decode(latents);
  }

  private Supplier<Tensor> tiled(PublicNetworks networks, int cells) {
    AutoencoderKl autoencoder = networks.autoencoder();
    TiledAutoencoder tiles = new TiledAutoencoder(autoencoder, 512, 0.25);
    Tensor latents = latents(autoencoder, cells);
    return () -> tiles.decode(latents);
  }

  private Tensor latents(AutoencoderKl autoencoder, int cells) {
    return torch.randn(1, autoencoder.config().latentChannels(), cells, cells).to(precision.type());
  }

  private static Supplier<Tensor> text(PublicNetworks networks) {
    ClipTextModel text = networks.text();
    Tensor ids = PublicNetworks.prompt();
    return () -> text.encode(ids, 0);
  }

  private Supplier<Tensor> mgmica(PublicNetworks networks, int cells) {
    UNet2DConditionModel unet = networks.unet();
    long width = unet.config().crossAttentionDim();
    KeyValues prompt = unet.textKeyValues(torch.randn(1, PublicNetworks.TOKENS, width));
    KeyValues people = unet.textKeyValues(torch.randn(PEOPLE, PERSON_TOKENS, width));
    MaskedTokens masked =
        MaskedTokens.of(people, torch.rand(1, PEOPLE, cells, cells), 1, MaskRule.MGMICA);
    Mgmica attention = Mgmica.of(unet, prompt, cells, cells).withIdentities(masked);
    CrossAttentionLayer layer = unet.crossAttentionLayers().get(0);
    int level = unet.config().downBlockTypes().indexOf("CrossAttnDownBlock2D");
    int side = cells >> level;
    Tensor queries = torch.randn(1, (long) side * side, layer.channels()).to(precision.type());
    return () -> attention.attend(layer, queries, side, side);
  }

  /** One call. */
  @Benchmark
  public long call() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return call.get().numel();
    }
  }
}
