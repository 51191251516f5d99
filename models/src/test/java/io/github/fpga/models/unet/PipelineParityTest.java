package io.github.fpga.models.unet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.SchedulerConfig;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.inversion.DdimInversion;
import io.github.fpga.models.Trajectories;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whole runs of denoiser, guidance and sampler against diffusers' pipelines. Tolerance: the file's
 * own, 2e-3 and 5e-3: guidance of 7.5 magnifies a step's rounding, and six steps add theirs.
 */
class PipelineParityTest {

  private static Golden golden;
  private static UNet2DConditionModel unet;

  @BeforeAll
  static void load() {
    Engine.start();
    golden = Golden.load("pipeline_tiny");
    Golden base = golden.dependsOn("unet");
    UNetConfig config = UNetConfig.fromJson(base.config());
    unet = base.weights().build(w -> new UNet2DConditionModel(w, config));
  }

  @Test
  void textToImage() throws JsonProcessingException {
    AutoencoderKl vae = vae();
    for (Map.Entry<String, JsonNode> entry : golden.config().path("schedulers").properties()) {
      String name = entry.getKey();
      SchedulerConfig scheduler = scheduler(name);
      try (Scope scope = Scope.open();
          NoGradGuard guard = new NoGradGuard()) {
        TimestepGrid grid = grid(scheduler);
        Tensor start = grid.initialLatents(golden.in("latents"));
        Denoiser guided = guided(new Guidance(guidanceScale()));
        Tensor trajectory = Trajectories.run(scheduler, guided, start, grid);
        golden.assertClose(name + ".traj", trajectory);
        Tensor latents = trajectory.select(0, trajectory.size(0) - 1);
        golden.assertClose(name + ".latents", latents);
        golden.assertClose(name + ".image", picture(vae.decode(latents)));
      }
    }
  }

  @Test
  void guidanceRescale() {
    SchedulerConfig ddim = scheduler("ddim");
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Denoiser guided = guided(new Guidance(guidanceScale(), 0.7));
      Tensor latents = ddim.sampler().sample(guided, golden.in("latents"), grid(ddim));
      golden.assertClose("ddim_rescale.latents", latents);
    }
  }

  @Test
  void imageToImage() {
    double strength = golden.config().path("img2img_strength").asDouble();
    for (String name : List.of("ddim", "dpmpp_2m_karras")) {
      SchedulerConfig scheduler = scheduler(name);
      try (Scope scope = Scope.open();
          NoGradGuard guard = new NoGradGuard()) {
        TimestepGrid grid = grid(scheduler).withStrength(strength);
        Tensor start = grid.addNoise(golden.in("img2img_init_latents"), golden.in("img2img_noise"));
        Denoiser guided = guided(new Guidance(guidanceScale()));
        golden.assertClose(
            "img2img_" + name + ".traj", Trajectories.run(scheduler, guided, start, grid));
      }
    }
  }

  @Test
  void inversionAndReconstruction() {
    SchedulerConfig ddim = scheduler("ddim");
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      TimestepGrid grid = grid(ddim);
      Conditioning text = Conditioning.text(unet, golden.in("prompt_embeds"));
      Denoiser plain = (x, t) -> unet.predict(x, Trajectories.timestep(t), text);
      DdimInversion.Trajectory inverted =
          DdimInversion.invert(plain, golden.out("ddim.latents"), grid);
      List<Tensor> rising = new ArrayList<>();
      for (int point = grid.size(); point >= 0; point--) {
        rising.add(inverted.at(point));
      }
      golden.assertClose("inversion.traj", Tensors.stack(0, rising));
      Tensor start = inverted.noisiest();
      Tensor back = Trajectories.run(ddim, plain, start, grid);
      golden.assertClose("reconstruction.traj", Tensors.cat(0, start.unsqueeze(0), back));
    }
  }

  private static Denoiser guided(Guidance guidance) {
    Tensor both = Tensors.cat(0, golden.in("negative_prompt_embeds"), golden.in("prompt_embeds"));
    Conditioning text = Conditioning.text(unet, both);
    return guidance.of((x, t) -> unet.predict(x, Trajectories.timestep(t), text));
  }

  private static Tensor picture(Tensor decoded) {
    try (Scalar zero = new Scalar(0);
        Scalar one = new Scalar(1)) {
      return Tensors.add(Tensors.mul(decoded, 0.5), 0.5).clamp_min(zero).clamp_max(one);
    }
  }

  private static AutoencoderKl vae() throws JsonProcessingException {
    Golden golden = PipelineParityTest.golden.dependsOn("vae");
    AutoencoderKlConfig config =
        new ObjectMapper().treeToValue(golden.config(), AutoencoderKlConfig.class);
    return golden.weights().build(w -> new AutoencoderKl(w, config));
  }

  private static SchedulerConfig scheduler(String name) {
    JsonNode config = golden.config().path("schedulers").path(name);
    return SchedulerConfig.parse(config.path("class").asText(), config);
  }

  private static TimestepGrid grid(SchedulerConfig scheduler) {
    return scheduler.grid(golden.config().path("steps").asInt());
  }

  private static double guidanceScale() {
    return golden.config().path("guidance").asDouble();
  }
}
