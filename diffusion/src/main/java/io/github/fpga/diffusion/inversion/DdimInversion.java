package io.github.fpga.diffusion.inversion;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.diffusion.Combination;
import io.github.fpga.diffusion.Ddim;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.PredictionType;
import io.github.fpga.diffusion.StepListener;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.tensor.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Finds the noisy latents from which deterministic DDIM returns given clean ones (Song et al.
 * 2010.02502, section 4.3).
 *
 * <p>DDIM's step from point i to i+1 asks the network at timestep i. Its inverse would need the
 * answer at the latents of point i, which are what is sought. The first guess asks at timestep i
 * with the latents of point i+1: that is what diffusers' DDIMInverseScheduler does, on {@link
 * TimestepGrid#strided}. Each refinement then asks again with the guess (a fixed-point iteration,
 * 2309.04907), whose limit inverts the step exactly. DIIR inverts and denoises on the same {@link
 * TimestepGrid#of} grid.
 */
public final class DdimInversion {

  private DdimInversion() {}

  /**
   * The latents at every grid point from {@code start} to the clean end.
   *
   * @param start the grid point of the first entry
   * @param latents (B,C,H,W) each, noisiest first, the clean latents last
   */
  public record Trajectory(int start, List<Tensor> latents) {

    /** Copies the list. */
    public Trajectory {
      latents = List.copyOf(latents);
    }

    /**
     * The latents at a grid point, from start to the grid's size.
     *
     * @throws IllegalArgumentException for another point
     */
    public Tensor at(int point) {
      if (point < start || point >= start + latents.size()) {
        throw new IllegalArgumentException(
            "the trajectory holds points %d to %d, asked for %d"
                .formatted(start, start + latents.size() - 1, point));
      }
      return latents.get(point - start);
    }

    /** The noisiest latents, where denoising starts. */
    public Tensor noisiest() {
      return latents.get(0);
    }
  }

  /**
   * Inverts clean latents up to {@code grid.start()}, in fp32, without gradients.
   *
   * @param denoiser with empty identity and guidance 1, else the inversion drifts; evaluated 1 +
   *     refinements times per step
   * @param z0 clean latents (B,C,H,W)
   * @param grid the grid that will denoise, from the wanted start
   * @param refinements fixed-point iterations per step, at least 0; 2 to 4 are plenty where the
   *     denoiser is smooth
   * @param listener told after each step; its preview is z0
   * @return the trajectory, its tensors owned by the caller's scope
   * @throws CancelledException where the listener returns false
   */
  public static Trajectory invert(
      Denoiser denoiser, Tensor z0, TimestepGrid grid, int refinements, StepListener listener) {
    if (refinements < 0) {
      throw new IllegalArgumentException("refinements must be at least 0, got " + refinements);
    }
    Deque<Tensor> trajectory = new ArrayDeque<>();
    try (NoGradGuard guard = new NoGradGuard()) {
      trajectory.addFirst(Scope.of(() -> z0.detach().to(ScalarType.Float)));
      for (int index = grid.size() - 1; index >= grid.start(); index--) {
        int point = index;
        Tensor clean = trajectory.peekFirst();
        trajectory.addFirst(Scope.of(() -> step(denoiser, clean, grid, point, refinements)));
        int done = grid.size() - index;
        if (!listener.onStep(done, grid.remaining(), () -> z0)) {
          throw new CancelledException(done, grid.remaining());
        }
      }
    }
    return new Trajectory(grid.start(), List.copyOf(trajectory));
  }

  /** From the latents of point index+1 to those of point index. */
  private static Tensor step(
      Denoiser denoiser, Tensor clean, TimestepGrid grid, int index, int refinements) {
    double timestep = grid.steps().get(index).timestep();
    Tensor guess = predict(denoiser, clean, timestep);
    Tensor x = firstGuess(grid, index).apply(clean, guess);
    Combination exact = exactInverse(grid, index);
    for (int i = 0; i < refinements; i++) {
      x = exact.apply(clean, predict(denoiser, x, timestep));
    }
    return x;
  }

  private static Tensor predict(Denoiser denoiser, Tensor latents, double timestep) {
    return denoiser.predict(latents, timestep).to(ScalarType.Float);
  }

  /** DDIM's step upwards: reads the prediction at the level of the latents it was made from. */
  private static Combination firstGuess(TimestepGrid grid, int index) {
    PredictionType type = grid.predictionType();
    double from = grid.steps().get(index).nextAlphaCumprod();
    double to = grid.steps().get(index).alphaCumprod();
    Combination noise = type.epsilon(from).times(Math.sqrt(1 - to));
    return type.x0(from).times(Math.sqrt(to)).plus(noise);
  }

  /** Solves the step down, {@code clean = a * x + b * prediction}, for x. */
  private static Combination exactInverse(TimestepGrid grid, int index) {
    Combination down = Ddim.DETERMINISTIC.plan(grid, index).folded();
    return new Combination(1 / down.latents(), -down.prediction() / down.latents());
  }

  /** As above without refinements and listener: upstream's inversion. */
  public static Trajectory invert(Denoiser denoiser, Tensor z0, TimestepGrid grid) {
    return invert(denoiser, z0, grid, 0, StepListener.NONE);
  }
}
