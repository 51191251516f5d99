package io.github.fpga.models.vae;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.Similarity;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Agreement with diffusers' tiled AutoencoderKL. Tolerance: the file's own, 2e-4, as for the
 * untiled one.
 */
class TiledAutoencoderParityTest {

  private static Golden golden;
  private static AutoencoderKl vae;

  @BeforeAll
  static void load() throws JsonProcessingException {
    Engine.start();
    golden = Golden.load("vae_tiling");
    Golden base = golden.dependsOn("vae");
    AutoencoderKlConfig config =
        new ObjectMapper().treeToValue(base.config(), AutoencoderKlConfig.class);
    vae = base.weights().build(w -> new AutoencoderKl(w, config));
  }

  @Test
  void encodesAndDecodes() {
    int tile = golden.config().path("tile_sample_min_size").asInt();
    double overlap = golden.config().path("tile_overlap_factor").asDouble();
    TiledAutoencoder tiled = new TiledAutoencoder(vae, tile, overlap);
    double scaling = vae.config().scalingFactor();
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor moments = tiled.moments(golden.in("image"));
      golden.assertClose("moments_tiled", moments);
      Tensor mean = Tensors.mul(moments.narrow(1, 0, vae.config().latentChannels()), scaling);
      Similarity.assertClose("encode", mean, tiled.encode(golden.in("image")), 1e-6, 1e-6);
      golden.assertClose("decoded", vae.decodeUnscaled(golden.in("latent")));
      golden.assertClose("decoded_tiled", tiled.decodeUnscaled(golden.in("latent")));
      golden.assertClose("decoded_tiled", tiled.decode(Tensors.mul(golden.in("latent"), scaling)));
    }
  }

  @Test
  void oneTileIsTheWholePicture() {
    TiledAutoencoder tiled = new TiledAutoencoder(vae, 256, 0);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      golden.assertClose("decoded", tiled.decodeUnscaled(golden.in("latent")));
    }
  }

  @Test
  void tilesMustFitTheDownsampling() {
    assertThrows(IllegalArgumentException.class, () -> new TiledAutoencoder(vae, 63, 0.25));
    assertThrows(IllegalArgumentException.class, () -> new TiledAutoencoder(vae, 64, 1));
  }
}
