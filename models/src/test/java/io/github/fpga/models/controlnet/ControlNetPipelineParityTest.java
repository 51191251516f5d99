package io.github.fpga.models.controlnet;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.diffusion.SchedulerConfig;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.models.Trajectories;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.ControlResiduals;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
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
 * Whole runs with a ControlNet against diffusers' pipeline. Tolerance: the file's own, 2e-3 and
 * 5e-3, as for runs without one.
 */
class ControlNetPipelineParityTest {

  /** The residuals of one step, or null. */
  private interface Control {
    ControlResiduals at(Tensor latents, Tensor timestep, int step);
  }

  private static Golden golden;
  private static UNet2DConditionModel unet;
  private static ControlNetModel control;
  private static int steps;

  @BeforeAll
  static void load() {
    Engine.start();
    golden = Golden.load("pipeline_controlnet_tiny");
    Golden base = golden.dependsOn("unet");
    UNetConfig unetConfig = UNetConfig.fromJson(base.config());
    unet = base.weights().build(w -> new UNet2DConditionModel(w, unetConfig));
    Golden controlGolden = golden.dependsOn("controlnet");
    ControlNetConfig config = ControlNetConfig.fromJson(controlGolden.config());
    control = controlGolden.weights().build(w -> new ControlNetModel(w, config));
    steps = golden.config().path("steps").asInt();
  }

  @Test
  void allSteps() {
    run("full", both -> (x, t, step) -> residuals("control_image", both, x, t, 0.8, false));
  }

  @Test
  void someSteps() {
    run(
        "window",
        both ->
            (x, t, step) ->
                active(step, 0.2, 0.7) ? residuals("control_image", both, x, t, 0.8, false) : null);
  }

  @Test
  void twoControls() {
    run(
        "multi",
        both ->
            (x, t, step) -> {
              ControlResiduals sum = null;
              if (active(step, 0, 0.6)) {
                sum = residuals("control_image", both, x, t, 0.5, false);
              }
              if (active(step, 0.3, 1)) {
                ControlResiduals second = residuals("control_image_2", both, x, t, 0.9, false);
                sum = sum == null ? second : sum.plus(second);
              }
              return sum;
            });
  }

  @Test
  void guessMode() {
    TextCrossAttention positive =
        new TextCrossAttention(control.textKeyValues(golden.in("prompt_embeds")));
    run(
        "guess",
        both ->
            (x, t, step) -> {
              Tensor half = x.narrow(0, 1, 1);
              ControlResiduals r = residuals("control_image", positive, half, t, 1, true);
              return new ControlResiduals(
                  r.down().stream().map(ControlNetPipelineParityTest::afterZeros).toList(),
                  afterZeros(r.mid()));
            });
  }

  /** Zeros for the negative half. */
  private static Tensor afterZeros(Tensor x) {
    return Tensors.cat(0, torch.zeros_like(x), x);
  }

  /** Upstream's rule: step i of N is active unless i/N < start or (i+1)/N > end. */
  private static boolean active(int step, double start, double end) {
    return (double) step / steps >= start && (step + 1.0) / steps <= end;
  }

  private static ControlResiduals residuals(
      String image, TextCrossAttention text, Tensor x, Tensor t, double scale, boolean guess) {
    return control.residuals(x, t, text, control.embed(golden.in(image)), scale, guess);
  }

  private static void run(
      String name, java.util.function.Function<TextCrossAttention, Control> controlOf) {
    SchedulerConfig scheduler =
        SchedulerConfig.parse("DDIMScheduler", golden.config().path("scheduler"));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      TimestepGrid grid = scheduler.grid(steps);
      Tensor tokens =
          Tensors.cat(0, golden.in("negative_prompt_embeds"), golden.in("prompt_embeds"));
      Conditioning text = Conditioning.text(unet, tokens);
      Control residuals = controlOf.apply(new TextCrossAttention(control.textKeyValues(tokens)));
      int[] step = {0};
      Denoiser both =
          (x, t) -> {
            Tensor timestep = Trajectories.timestep(t);
            ControlResiduals r = residuals.at(x, timestep, step[0]++);
            return unet.predict(x, timestep, text.withResiduals(r));
          };
      Denoiser guided = new Guidance(golden.config().path("guidance").asDouble()).of(both);
      Tensor start = grid.initialLatents(golden.in("latents"));
      golden.assertClose(name + ".traj", Trajectories.run(scheduler, guided, start, grid));
    }
  }
}
