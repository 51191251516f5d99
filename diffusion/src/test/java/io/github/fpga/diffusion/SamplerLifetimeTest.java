package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.diffusion.inversion.DdimInversion;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.NativeMemory;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native memory does not grow, neither over calls nor over the steps of one call. */
class SamplerLifetimeTest {

  private static final int CALLS = 1000;
  private static final NoiseSchedule SCHEDULE =
      NoiseSchedule.stableDiffusion(PredictionType.EPSILON);

  static Iterable<String> names() {
    return Samplers.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void memoryIsFlatOverCalls(String name) {
    Sampler sampler = Samplers.byName(name);
    TimestepGrid grid = sampler.grid(SCHEDULE, TimestepSpacing.TRAILING, 0, 4);
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(1).gaussian(1, 4, 8, 8);
      NoiseSource noise = NoiseSource.seeded(2);
      SamplerOptions options =
          new SamplerOptions(
              (step, total, predictedX0) -> predictedX0.get().dim() == 4,
              (point, latents) -> point == 2 ? start : latents);
      NativeMemory.assertFlat(
          CALLS,
          () -> {
            try (Scope call = Scope.open()) {
              sampler.sample(ToyDenoisers::sine, start, grid, noise, options);
            }
          });
    }
  }

  @Test
  void memoryIsFlatOverInversions() {
    TimestepGrid grid = TimestepGrid.of(SCHEDULE, 751, 501, 251, 1);
    try (Scope scope = Scope.open()) {
      Tensor z0 = NoiseSource.seeded(1).gaussian(1, 4, 8, 8);
      NativeMemory.assertFlat(
          CALLS,
          () -> {
            try (Scope call = Scope.open()) {
              DdimInversion.invert(ToyDenoisers::sine, z0, grid, 2, StepListener.NONE);
            }
          });
    }
  }

  @Test
  void memoryIsFlatOverCancelledCalls() {
    TimestepGrid grid = TimestepGrid.of(SCHEDULE, 751, 501, 251, 1);
    SamplerOptions options = SamplerOptions.NONE.withListener((step, total, preview) -> step < 2);
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(1).gaussian(1, 4, 8, 8);
      NativeMemory.assertFlat(
          CALLS,
          () -> {
            try (Scope call = Scope.open()) {
              Ddim.DETERMINISTIC.sample(ToyDenoisers::sine, start, grid, Sampler.NO_NOISE, options);
            } catch (CancelledException expected) {
              // what the test is about
            }
          });
    }
  }

  /** A step leaves only the latents and the solver's memory, however many steps there are. */
  @Test
  void liveTensorsDoNotGrowOverSteps() {
    Sampler sampler = DpmSolver.plusPlus2M(false);
    TimestepGrid grid = sampler.grid(SCHEDULE, TimestepSpacing.TRAILING, 0, 100);
    long[] alive = new long[grid.size() + 1];
    LatentHook count =
        (point, latents) -> {
          alive[point] = Pointer.totalCount();
          return latents;
        };
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(1).gaussian(1, 4, 8, 8);
      SamplerOptions options = SamplerOptions.NONE.withAfterStep(count);
      sampler.sample(ToyDenoisers::sine, start, grid, Sampler.NO_NOISE, options);
    }
    assertEquals(alive[3], alive[99]);
  }

  /** A hook may hand in a tensor of the caller's; the sampler must not free it. */
  @Test
  void theCallersTensorsSurvive() {
    TimestepGrid grid = TimestepGrid.of(SCHEDULE, 751, 501, 251, 1);
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(1).gaussian(1, 4, 8, 8);
      Tensor mine = NoiseSource.seeded(2).gaussian(1, 4, 8, 8);
      SamplerOptions options = SamplerOptions.NONE.withAfterStep((point, latents) -> mine);
      Tensor out =
          Ddim.DETERMINISTIC.sample(ToyDenoisers::sine, start, grid, Sampler.NO_NOISE, options);
      assertEquals(256, start.numel() + mine.numel() - out.numel());
      assertEquals(false, start.isNull() || mine.isNull() || out.isNull());
    }
  }
}
