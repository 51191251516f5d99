package io.github.fpga.models;

import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Euler;
import io.github.fpga.diffusion.LatentHook;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.SchedulerConfig;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Runs a sampler and keeps what diffusers' pipelines report after each step. */
public final class Trajectories {

  private Trajectories() {}

  /** The latents after every step (steps, B, C, H, W), on upstream's scale. */
  public static Tensor run(
      SchedulerConfig scheduler, Denoiser denoiser, Tensor start, TimestepGrid grid) {
    return run(scheduler, denoiser, start, grid, LatentHook.NONE);
  }

  /** The same with a hook, after which the latents are taken. */
  public static Tensor run(
      SchedulerConfig scheduler,
      Denoiser denoiser,
      Tensor start,
      TimestepGrid grid,
      LatentHook hook) {
    List<Tensor> trajectory = new ArrayList<>();
    boolean exploding = scheduler.sampler() instanceof Euler;
    SamplerOptions record =
        SamplerOptions.NONE.withAfterStep(
            (point, x) -> {
              double scale = exploding ? 1 / Math.sqrt(grid.alphaCumprod(point)) : 1;
              Tensor after = hook.apply(point, x);
              trajectory.add(Scope.own(Tensors.mul(after, scale)));
              return after;
            });
    scheduler.sampler().sample(denoiser, start, grid, Sampler.NO_NOISE, record);
    return Tensors.stack(0, trajectory);
  }

  public static Tensor timestep(double t) {
    return Tensors.of(new float[] {(float) t}, 1);
  }
}
