package io.github.fpga.models.unet;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.Inpainting;
import io.github.fpga.diffusion.LatentHook;
import io.github.fpga.diffusion.SchedulerConfig;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.models.Trajectories;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole inpainting runs against diffusers' pipeline, with a plain denoiser and with one trained for
 * it. Tolerance: the files' own, 2e-3 and 5e-3, as for runs without a mask.
 */
class InpaintPipelineParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static List<String> files() {
    return Golden.names("pipeline_inpaint");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyRunOfTheFile(String name) throws JsonProcessingException {
    Golden golden = Golden.load(name);
    Golden base = golden.dependsOn("unet");
    UNetConfig config = UNetConfig.fromJson(base.config());
    UNet2DConditionModel unet = base.weights().build(w -> new UNet2DConditionModel(w, config));
    AutoencoderKl vae = vae(golden.dependsOn("vae"));
    assertFalse(golden.outputs().isEmpty());
    for (String output : golden.outputs()) {
      String run = output.substring(0, output.length() - ".traj".length());
      int at = run.indexOf("_strength");
      double strength = Integer.parseInt(run.substring(at + "_strength".length())) / 100.0;
      JsonNode scheduler = golden.config().path("schedulers").path(run.substring(0, at));
      try (Scope scope = Scope.open();
          NoGradGuard guard = new NoGradGuard()) {
        golden.assertClose(
            output,
            run(
                golden,
                unet,
                vae,
                SchedulerConfig.parse(scheduler.path("class").asText(), scheduler),
                strength));
      }
    }
  }

  private static Tensor run(
      Golden golden,
      UNet2DConditionModel unet,
      AutoencoderKl vae,
      SchedulerConfig scheduler,
      double strength) {
    Tensor image = Tensors.add(Tensors.mul(golden.in("image"), 2), -1);
    Tensor noise = golden.in("noise");
    Tensor mask = torch.upsample_nearest2d(golden.in("mask"), noise.size(2), noise.size(3));
    Tensor latents = vae.encode(image);
    TimestepGrid grid =
        scheduler.grid(golden.config().path("steps").asInt()).withStrength(strength);
    Tensor start = strength == 1 ? grid.initialLatents(noise) : grid.addNoise(latents, noise);
    Tensor tokens = Tensors.cat(0, golden.in("negative_prompt_embeds"), golden.in("prompt_embeds"));
    Conditioning text = Conditioning.text(unet, tokens);
    Denoiser both = (x, t) -> unet.predict(x, Trajectories.timestep(t), text);
    LatentHook hook = Inpainting.keepOutside(grid, mask, latents, noise);
    if (unet.config().inChannels() > unet.config().outChannels()) {
      Tensor masked = vae.encode(image.mul(kept(golden.in("mask"))));
      both = Inpainting.masked(both, mask, masked);
      hook = LatentHook.NONE;
    }
    Denoiser guided = new Guidance(golden.config().path("guidance").asDouble()).of(both);
    return Trajectories.run(scheduler, guided, start, grid, hook);
  }

  /** 1 where the picture stays. */
  private static Tensor kept(Tensor mask) {
    try (Scalar half = new Scalar(0.5)) {
      return mask.lt(half).to(ScalarType.Float);
    }
  }

  private static AutoencoderKl vae(Golden golden) throws JsonProcessingException {
    AutoencoderKlConfig config =
        new ObjectMapper().treeToValue(golden.config(), AutoencoderKlConfig.class);
    return golden.weights().build(w -> new AutoencoderKl(w, config));
  }
}
