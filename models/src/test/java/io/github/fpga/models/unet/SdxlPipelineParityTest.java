package io.github.fpga.models.unet;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.SchedulerConfig;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.models.Trajectories;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whole runs of SDXL, with its pooled text and picture sizes, against diffusers' pipeline.
 * Tolerance: the file's own, 2e-3 and 5e-3; upstream in fp32 is within 5e-5 of upstream in fp64.
 */
class SdxlPipelineParityTest {

  /** The file names its schedulers, but not their classes. */
  private static final Map<String, String> CLASSES =
      Map.of(
          "ddim", "DDIMScheduler",
          "euler", "EulerDiscreteScheduler",
          "dpmpp_2m", "DPMSolverMultistepScheduler",
          "dpmpp_2m_karras", "DPMSolverMultistepScheduler");

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void textToImage() {
    Golden golden = Golden.load("pipeline_sdxl_tiny");
    Golden base = golden.dependsOn("unet");
    UNetConfig config = UNetConfig.fromJson(base.config());
    UNet2DConditionModel unet = base.weights().build(w -> new UNet2DConditionModel(w, config));
    Set<Map.Entry<String, JsonNode>> schedulers = golden.config().path("schedulers").properties();
    assertFalse(schedulers.isEmpty());
    for (Map.Entry<String, JsonNode> entry : schedulers) {
      String name = entry.getValue().path("class").asText(CLASSES.get(entry.getKey()));
      SchedulerConfig scheduler = SchedulerConfig.parse(name, entry.getValue());
      try (Scope scope = Scope.open();
          NoGradGuard guard = new NoGradGuard()) {
        Conditioning both =
            Conditioning.text(
                    unet,
                    Tensors.cat(0, golden.in("negative_prompt_embeds"), golden.in("prompt_embeds")))
                .withAddition(unet.additionEmbedding(pooled(golden), sizes(golden.config())));
        Denoiser guided =
            new Guidance(golden.config().path("guidance").asDouble())
                .of((x, t) -> unet.predict(x, Trajectories.timestep(t), both));
        TimestepGrid grid = scheduler.grid(golden.config().path("steps").asInt());
        Tensor start = grid.initialLatents(golden.in("latents"));
        golden.assertClose(
            entry.getKey() + ".traj", Trajectories.run(scheduler, guided, start, grid));
      }
    }
  }

  private static Tensor pooled(Golden golden) {
    return Tensors.cat(
        0, golden.in("negative_pooled_prompt_embeds"), golden.in("pooled_prompt_embeds"));
  }

  /** The same sizes for the negative and the positive prompt (2, 6). */
  private static Tensor sizes(JsonNode config) {
    float[] values = new float[6];
    int at = 0;
    for (String name :
        new String[] {"original_size_hw", "crops_coords_top_left", "target_size_hw"}) {
      for (JsonNode size : config.path(name)) {
        values[at++] = size.floatValue();
      }
    }
    return Tensors.of(values, 1, 6).expand(2, 6);
  }
}
