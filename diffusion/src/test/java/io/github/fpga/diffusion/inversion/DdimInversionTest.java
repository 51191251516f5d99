package io.github.fpga.diffusion.inversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.diffusion.Ddim;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.LatentHook;
import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.PredictionType;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.StepListener;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.diffusion.ToyDenoisers;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DdimInversionTest {

  private static final Denoiser SMOOTH = ToyDenoisers::sine;

  private static TimestepGrid grid(PredictionType type, TimestepSpacing spacing, int steps) {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion(type);
    return Ddim.DETERMINISTIC.grid(schedule, spacing, 1, steps);
  }

  private static Tensor clean() {
    return NoiseSource.seeded(1).gaussian(2, 4, 4, 4);
  }

  private static double reconstructionError(TimestepGrid grid, int refinements) {
    try (Scope scope = Scope.open()) {
      Tensor z0 = clean();
      DdimInversion.Trajectory trajectory =
          DdimInversion.invert(SMOOTH, z0, grid, refinements, StepListener.NONE);
      Tensor again = Ddim.DETERMINISTIC.sample(SMOOTH, trajectory.noisiest(), grid);
      return Tensors.scalar(again.sub(z0).abs().max());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PredictionType.class,
      names = {"EPSILON", "V_PREDICTION"})
  void refinementMakesTheReconstructionMuchCloser(PredictionType type) {
    for (TimestepSpacing spacing : TimestepSpacing.values()) {
      TimestepGrid grid = grid(type, spacing, 20).from(8);
      double plain = reconstructionError(grid, 0);
      double refined = reconstructionError(grid, 2);
      double exact = reconstructionError(grid, 12);
      String errors = "%s %s: %s, %s, %s".formatted(type, spacing, plain, refined, exact);
      assertTrue(refined < plain / 5, errors);
      assertTrue(exact < 2e-5, errors);
    }
  }

  @Test
  void moreStepsMakeThePlainInversionCloser() {
    TimestepGrid few = grid(PredictionType.EPSILON, TimestepSpacing.LEADING, 20);
    TimestepGrid many = grid(PredictionType.EPSILON, TimestepSpacing.LEADING, 100);
    double coarse = reconstructionError(few.from(10), 0);
    double fine = reconstructionError(many.from(50), 0);
    assertTrue(fine < coarse / 2, fine + " against " + coarse);
  }

  /** The true noise of known clean latents does not depend on where the network is asked. */
  @Test
  void pointsOfTheTrajectoryAreTheGridsPoints() {
    TimestepGrid grid = grid(PredictionType.EPSILON, TimestepSpacing.LEADING, 10).from(3);
    try (Scope scope = Scope.open()) {
      Tensor z0 = clean();
      Tensor constant = NoiseSource.seeded(2).gaussian(2, 4, 4, 4);
      DdimInversion.Trajectory trajectory =
          DdimInversion.invert((latents, t) -> constant, z0, grid);
      assertEquals(3, trajectory.start());
      assertEquals(8, trajectory.latents().size());
      assertArrayEquals(Tensors.floats(z0), Tensors.floats(trajectory.at(10)));
      // A constant noise prediction: x0 follows from the final level, then every point is known.
      double last = grid.alphaCumprod(10);
      Tensor x0 =
          Tensors.combine(
              1 / Math.sqrt(last), z0, -Math.sqrt(1 - last) / Math.sqrt(last), constant);
      for (int point = 3; point <= 10; point++) {
        Tensor expected = NoiseSchedule.addNoiseAt(grid.alphaCumprod(point), x0, constant);
        assertEquals(0, Tensors.scalar(expected.sub(trajectory.at(point)).abs().max()), 1e-4);
      }
      assertThrows(IllegalArgumentException.class, () -> trajectory.at(2));
      assertThrows(IllegalArgumentException.class, () -> trajectory.at(11));
    }
  }

  /** What DIIR does: other conditions inside a mask, the inversion's own latents outside. */
  @Test
  void replayOutsideAMaskReturnsTheOriginalThere() {
    TimestepGrid grid = grid(PredictionType.EPSILON, TimestepSpacing.LEADING, 10).from(3);
    try (Scope scope = Scope.open()) {
      Tensor z0 = clean();
      DdimInversion.Trajectory trajectory = DdimInversion.invert(SMOOTH, z0, grid);
      Tensor inside = Tensors.of(new float[] {0, 0, 0, 1}, 1, 1, 1, 4);
      Tensor outside = Tensors.add(Tensors.mul(inside, -1), 1);
      LatentHook replay =
          (point, latents) -> latents.mul(inside).add(trajectory.at(point).mul(outside));
      Denoiser other = (latents, t) -> Tensors.mul(latents, 0.3);
      Tensor out =
          Ddim.DETERMINISTIC.sample(
              other,
              trajectory.noisiest(),
              grid,
              Sampler.NO_NOISE,
              SamplerOptions.NONE.withAfterStep(replay));
      assertArrayEquals(
          Tensors.floats(z0.narrow(3, 0, 3)), Tensors.floats(out.narrow(3, 0, 3)), "bit for bit");
      assertTrue(Tensors.scalar(out.sub(z0).abs().max()) > 0.1);
    }
  }

  @Test
  void aListenerFollowsAndCancels() {
    TimestepGrid grid = grid(PredictionType.EPSILON, TimestepSpacing.LEADING, 10).from(4);
    try (Scope scope = Scope.open()) {
      StringBuilder seen = new StringBuilder();
      StepListener listener =
          (step, total, preview) -> {
            seen.append(step).append('/').append(total).append(' ');
            return step < 3;
          };
      assertThrows(
          CancelledException.class, () -> DdimInversion.invert(SMOOTH, clean(), grid, 0, listener));
      assertEquals("1/6 2/6 3/6 ", seen.toString());
      assertThrows(
          IllegalArgumentException.class,
          () -> DdimInversion.invert(SMOOTH, clean(), grid, -1, listener));
    }
  }
}
