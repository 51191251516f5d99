package io.github.fpga.models.idadapter;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.SchedulerConfig;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.models.Trajectories;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whole runs with identities against diffusers' pipeline. Tolerance: the file's own, 2e-3 and 5e-3,
 * as for runs without them.
 */
class IpAdapterPipelineParityTest {

  private static Golden golden;
  private static IpAdapters.Loaded loaded;

  @BeforeAll
  static void load() {
    Engine.start();
    golden = Golden.load("pipeline_ip_adapter_tiny");
    loaded = IpAdapters.load(golden.dependsOn("adapter"));
  }

  @Test
  void oneImage() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      KeyValues both = withNegative(golden.in("image_embeds"));
      run("one", MaskedTokens.everywhere(both, 0.6));
    }
  }

  @Test
  void twoMaskedImages() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      KeyValues both = withNegative(golden.in("image_embeds_two"));
      Tensor weights = Tensors.of(new float[] {0.6f, 0.9f}, 1, 2);
      run("two_masked", new MaskedTokens(both, golden.in("masks"), weights, MaskRule.IP_ADAPTER));
    }
  }

  /** Rows for the negative half: the tokens of an embedding of zeros. */
  private static KeyValues withNegative(Tensor embeds) {
    Tensor both = Tensors.cat(0, torch.zeros_like(embeds), embeds);
    return loaded.keyValues(loaded.tokens(both, null, 1));
  }

  private static void run(String name, MaskedTokens identities) {
    UNet2DConditionModel unet = loaded.unet();
    SchedulerConfig scheduler =
        SchedulerConfig.parse("DDIMScheduler", golden.config().path("scheduler"));
    TimestepGrid grid = scheduler.grid(golden.config().path("steps").asInt());
    Tensor tokens = Tensors.cat(0, golden.in("negative_prompt_embeds"), golden.in("prompt_embeds"));
    Tensor start = grid.initialLatents(golden.in("latents"));
    Mgmica attention =
        Mgmica.of(unet, unet.textKeyValues(tokens), (int) start.size(2), (int) start.size(3))
            .withIdentities(identities);
    Conditioning conditioning = Conditioning.of(attention);
    Denoiser both = (x, t) -> unet.predict(x, Trajectories.timestep(t), conditioning);
    Denoiser guided = new Guidance(golden.config().path("guidance").asDouble()).of(both);
    golden.assertClose(name + ".traj", Trajectories.run(scheduler, guided, start, grid));
  }
}
