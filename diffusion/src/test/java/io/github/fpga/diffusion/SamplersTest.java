package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplersTest {

  private static final NoiseSchedule SCHEDULE = schedule(PredictionType.EPSILON);

  /** Ends at level 1, so that clean latents come out exactly. */
  private static NoiseSchedule schedule(PredictionType type) {
    return new NoiseSchedule(NoiseSchedule.stableDiffusion(type).alphasCumprod(), 1, type);
  }

  static Iterable<String> names() {
    return Samplers.names();
  }

  private static float[] run(String name, int steps, long seed) {
    try (Scope scope = Scope.open()) {
      Sampler sampler = Samplers.byName(name);
      NoiseSource noise = NoiseSource.seeded(seed);
      Tensor latents = NoiseSource.seeded(1).gaussian(2, 4, 4, 4);
      TimestepGrid grid = sampler.grid(SCHEDULE, TimestepSpacing.TRAILING, 0, steps);
      return Tensors.floats(
          sampler.sample(ToyDenoisers::sine, latents, grid, noise, SamplerOptions.NONE));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSeedDecides(String name) {
    assertArrayEquals(run(name, 6, 7), run(name, 6, 7));
    boolean stochastic =
        List.of("ddpm", "euler_ancestral", "lcm", "tcd").contains(name) || name.contains("sde");
    assertEquals(stochastic, !Arrays.equals(run(name, 6, 7), run(name, 6, 8)), name);
  }

  /** Whatever a sampler remembers, a run may start, and stop, at any point of its grid. */
  @ParameterizedTest
  @MethodSource("names")
  void runsFromEveryPointOfTheGrid(String name) {
    Sampler sampler = Samplers.byName(name);
    for (int steps : new int[] {1, 2, 5}) {
      TimestepGrid grid = sampler.grid(SCHEDULE, TimestepSpacing.TRAILING, 0, steps);
      for (int start = 0; start <= grid.size(); start++) {
        try (Scope scope = Scope.open()) {
          Tensor latents = NoiseSource.seeded(1).gaussian(1, 4, 2, 2);
          NoiseSource noise = NoiseSource.seeded(2);
          TimestepGrid part = grid.from(start);
          Tensor out =
              sampler.sample(ToyDenoisers::sine, latents, part, noise, SamplerOptions.NONE);
          for (float value : Tensors.floats(out)) {
            assertTrue(Float.isFinite(value), name + " from " + start + " of " + grid.size());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PredictionType.class)
  void theTrueNoiseLeadsToX0(PredictionType type) {
    NoiseSchedule schedule = schedule(type);
    NoiseSource random = NoiseSource.seeded(2);
    try (Scope scope = Scope.open()) {
      Tensor x0 = random.gaussian(1, 4, 4, 4);
      Denoiser denoiser = ToyDenoisers.knowing(x0, schedule);
      for (double eta : new double[] {0, 0.5, 1}) {
        Tensor out =
            Ddim.sample(
                denoiser,
                random.gaussian(1, 4, 4, 4),
                new int[] {981, 700, 401, 99, 1},
                schedule,
                eta,
                random,
                StepListener.NONE);
        // At timestep 981 x0 is 15 times smaller than the noise: fp32 loses one digit.
        Similarity.assertClose("eta " + eta, x0, out, 1e-4, 1e-4);
      }
      Sampler solver = DpmSolver.plusPlus2M(false);
      TimestepGrid grid = solver.grid(schedule, TimestepSpacing.TRAILING, 0, 7);
      Tensor start = random.gaussian(1, 4, 4, 4);
      Similarity.assertClose("2M", x0, solver.sample(denoiser, start, grid), 1e-4, 1e-4);
      Similarity.assertClose(
          "UniPC", x0, UniPc.secondOrder(false).sample(denoiser, start, grid), 1e-4, 1e-4);
      Similarity.assertClose(
          "2S", x0, DpmSinglestep.midpoint(false).sample(denoiser, start, grid), 1e-4, 1e-4);
    }
  }

  /**
   * For Gaussian data of standard deviation s the exact noise is known, and so is the exact end of
   * the deterministic path: latents keep their number of standard deviations. Halving the step in
   * log SNR halves the error of a first order sampler and quarters that of a second order one.
   */
  @Test
  void samplersHaveTheirOrder() {
    DpmSolver.End plainEnd = new DpmSolver.End(false, false, false);
    DpmSolver.Algorithm plusPlus = DpmSolver.Algorithm.DPM_SOLVER_PLUS_PLUS;
    DpmSolver.Algorithm plain = DpmSolver.Algorithm.DPM_SOLVER;
    double none = Double.NEGATIVE_INFINITY;
    assertEquals(2, errorRatio(Ddim.DETERMINISTIC), 0.2);
    assertEquals(2, errorRatio(new DpmSolver(1, plusPlus, false, false, plainEnd, none)), 0.2);
    assertEquals(4, errorRatio(new DpmSolver(2, plusPlus, false, false, plainEnd, none)), 0.6);
    assertEquals(4, errorRatio(new DpmSolver(2, plusPlus, true, false, plainEnd, none)), 0.6);
    assertEquals(4, errorRatio(new DpmSolver(2, plain, false, false, plainEnd, none)), 0.6);
    assertEquals(4, errorRatio(new UniPc(1, true, false, false, false)), 0.6);
    assertEquals(8, errorRatio(new UniPc(2, true, false, false, false)), 1.5);
    assertEquals(4, errorRatio(new DpmSinglestep(false, false, false, false)), 0.6);
  }

  private static double errorRatio(Sampler sampler) {
    return error(sampler, 60) / error(sampler, 120);
  }

  private static double error(Sampler sampler, int n) {
    double s = 0.5;
    Denoiser exact = (latents, a) -> Tensors.mul(latents, Math.sqrt(1 - a) / (a * s * s + 1 - a));
    double[] halfLogSnr = BetaSchedule.linspace(-3, 2, n + 1);
    List<GridStep> steps = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double a = alphaCumprod(halfLogSnr[i]);
      // The level stands for the timestep: the exact noise has no use for whole ones.
      steps.add(new GridStep(a, a, alphaCumprod(halfLogSnr[i + 1])));
    }
    TimestepGrid grid = new TimestepGrid(PredictionType.EPSILON, steps, 0, 1);
    double ratio = deviation(s, grid.alphaCumprod(n)) / deviation(s, grid.alphaCumprod(0));
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(3).gaussian(1, 4, 8, 8);
      Tensor end = sampler.sample(exact, start, grid);
      return Tensors.scalar(end.sub(Tensors.mul(start, ratio)).abs().max());
    }
  }

  private static double alphaCumprod(double halfLogSnr) {
    return 1 / (1 + Math.exp(-2 * halfLogSnr));
  }

  private static double deviation(double s, double alphaCumprod) {
    return Math.sqrt(alphaCumprod * s * s + 1 - alphaCumprod);
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Samplers.byName("dpm++")).getMessage();
    assertTrue(message.contains("dpm++"), message);
    Samplers.names().forEach(name -> assertTrue(message.contains(name), message));
  }

  @Test
  void listenersSeeEveryStepAndThePreview() {
    NoiseSource random = NoiseSource.seeded(4);
    try (Scope scope = Scope.open()) {
      Tensor x0 = random.gaussian(1, 4, 4, 4);
      List<String> seen = new ArrayList<>();
      StepListener listener =
          (step, total, predictedX0) -> {
            seen.add(step + "/" + total);
            Similarity.assertClose("preview", x0, predictedX0.get(), 1e-4, 1e-4);
            return true;
          };
      TimestepGrid grid = TimestepGrid.of(SCHEDULE, 981, 700, 401, 99, 1).from(2);
      Tensor start = grid.addNoise(x0, random.gaussian(1, 4, 4, 4));
      SamplerOptions options = SamplerOptions.NONE.withListener(listener);
      Denoiser denoiser = ToyDenoisers.knowing(x0, SCHEDULE);
      Ddim.DETERMINISTIC.sample(denoiser, start, grid, Sampler.NO_NOISE, options);
      assertEquals(List.of("1/3", "2/3", "3/3"), seen);
    }
  }

  @Test
  void aListenerCancels() {
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(4).gaussian(1, 4, 4, 4);
      TimestepGrid grid = TimestepGrid.of(SCHEDULE, 981, 700, 401, 99, 1);
      int[] evaluations = {0};
      Denoiser counting =
          (latents, t) -> {
            evaluations[0]++;
            return latents;
          };
      SamplerOptions options = SamplerOptions.NONE.withListener((step, n, preview) -> step < 2);
      CancelledException cancelled =
          assertThrows(
              CancelledException.class,
              () -> Ddim.DETERMINISTIC.sample(counting, start, grid, Sampler.NO_NOISE, options));
      assertTrue(cancelled.getMessage().contains("2 of 5"), cancelled.getMessage());
      assertEquals(2, evaluations[0]);
    }
  }

  @Test
  void theHookChangesTheLatentsAndKnowsItsPoint() {
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(4).gaussian(1, 4, 4, 4);
      Tensor other = NoiseSource.seeded(5).gaussian(1, 4, 4, 4);
      TimestepGrid grid = TimestepGrid.of(SCHEDULE, 981, 700, 401, 99, 1).from(1);
      List<Integer> points = new ArrayList<>();
      LatentHook last =
          (point, latents) -> {
            points.add(point);
            return point == grid.size() ? other : latents;
          };
      Tensor hooked =
          Ddim.DETERMINISTIC.sample(
              ToyDenoisers::sine,
              start,
              grid,
              Sampler.NO_NOISE,
              SamplerOptions.NONE.withAfterStep(last));
      assertEquals(List.of(2, 3, 4, 5), points);
      assertArrayEquals(Tensors.floats(other), Tensors.floats(hooked));
      Tensor plain = Ddim.DETERMINISTIC.sample(ToyDenoisers::sine, start, grid);
      assertFalse(Arrays.equals(Tensors.floats(plain), Tensors.floats(hooked)));
    }
  }

  @Test
  void rowsOfABatchDoNotMix() {
    try (Scope scope = Scope.open()) {
      Tensor both = NoiseSource.seeded(6).gaussian(2, 4, 4, 4);
      Sampler sampler = DpmSolver.plusPlus2M(true);
      TimestepGrid grid = sampler.grid(SCHEDULE, TimestepSpacing.LINSPACE, 0, 8);
      Tensor out = sampler.sample(ToyDenoisers::sine, both, grid);
      Tensor alone = sampler.sample(ToyDenoisers::sine, both.narrow(0, 1, 1), grid);
      Similarity.assertClose("row 1", alone, out.narrow(0, 1, 1), 1e-6, 1e-6);
    }
  }

  @Test
  void latentsStayInFp32AroundALowerPrecisionDenoiser() {
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(7).gaussian(1, 4, 4, 4);
      Denoiser bf16 = (x, t) -> ToyDenoisers.sine(x, t).to(ScalarType.BFloat16);
      TimestepGrid grid = TimestepGrid.of(SCHEDULE, 981, 500, 1);
      Tensor out = Ddim.DETERMINISTIC.sample(bf16, start.to(ScalarType.BFloat16), grid);
      assertEquals(ScalarType.Float, out.scalar_type().intern());
    }
  }

  @Test
  void noStepsLeaveTheLatents() {
    try (Scope scope = Scope.open()) {
      Tensor x0 = NoiseSource.seeded(8).gaussian(1, 4, 4, 4);
      TimestepGrid grid = TimestepGrid.of(SCHEDULE, 981, 500, 1).withStrength(0);
      Tensor out = Ddim.DETERMINISTIC.sample(ToyDenoisers::sine, x0, grid);
      assertArrayEquals(Tensors.floats(x0), Tensors.floats(out));
    }
  }

  @Test
  void zeroTerminalSnrNeedsVelocityOrSample() {
    NoiseSchedule epsilon = NoiseSchedule.zeroTerminalSnr(PredictionType.EPSILON);
    NoiseSchedule velocity = NoiseSchedule.zeroTerminalSnr(PredictionType.V_PREDICTION);
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(9).gaussian(1, 4, 4, 4);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Ddim.DETERMINISTIC.sample(
                  ToyDenoisers::sine, start, TimestepGrid.of(epsilon, 999, 500)));
      Tensor out =
          Ddim.DETERMINISTIC.sample(ToyDenoisers::sine, start, TimestepGrid.of(velocity, 999, 500));
      for (float value : Tensors.floats(out)) {
        assertTrue(Float.isFinite(value));
      }
    }
  }

  @Test
  void stochasticSamplersAskForNoise() {
    try (Scope scope = Scope.open()) {
      Tensor start = NoiseSource.seeded(9).gaussian(1, 4, 4, 4);
      TimestepGrid grid = TimestepGrid.of(SCHEDULE, 999, 500);
      assertThrows(
          IllegalArgumentException.class,
          () -> new Ddim(1).sample(ToyDenoisers::sine, start, grid));
    }
    assertThrows(IllegalArgumentException.class, () -> new Ddim(1.5));
    assertThrows(IllegalArgumentException.class, () -> new Lcm(0, 10));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new DpmSolver(2, DpmSolver.Algorithm.DPM_SOLVER, false, false, DpmSolver.End.ZERO, 0));
  }
}
