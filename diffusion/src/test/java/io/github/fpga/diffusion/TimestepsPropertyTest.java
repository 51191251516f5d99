package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TimestepsPropertyTest {

  private static final NoiseSchedule SCHEDULE =
      NoiseSchedule.stableDiffusion(PredictionType.EPSILON);

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void timestepsDecreaseInRangeForEveryCount(
      @ForAll TimestepSpacing spacing, @ForAll @IntRange(max = 1) int stepsOffset) {
    for (int steps = 1; steps <= 1000; steps++) {
      int[] timesteps = spacing.timesteps(1000, steps, stepsOffset);
      assertDecreasing(Arrays.stream(timesteps).asDoubleStream().toArray(), steps);
      if (spacing == TimestepSpacing.TRAILING) {
        assertEquals(999, timesteps[0]);
      }
    }
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void solverTimestepsDecreaseInRangeForEveryCount(@ForAll TimestepSpacing spacing) {
    for (int steps = 1; steps <= 1000; steps++) {
      TimestepGrid grid = DpmSolver.plusPlus2M(false).grid(SCHEDULE, spacing, 1, steps);
      assertDecreasing(grid.timesteps(), steps);
    }
  }

  private static void assertDecreasing(double[] timesteps, int count) {
    assertEquals(count, timesteps.length);
    double previous = 1000;
    for (double timestep : timesteps) {
      assertTrue(timestep < previous && timestep >= 0, timestep + " after " + previous);
      previous = timestep;
    }
  }

  /** No sampler may produce a coefficient that is not a number, however few or many its steps. */
  @Example
  void plansAreFiniteForEverySamplerAndCount() {
    for (String name : Samplers.names()) {
      Sampler sampler = Samplers.byName(name);
      int most = List.of("lcm", "tcd").contains(name) ? 50 : 1000;
      for (TimestepSpacing spacing : TimestepSpacing.values()) {
        for (int steps : new int[] {1, 2, 3, 5, 14, 15, 16, 49, 50, 333, 500, 999, 1000}) {
          if (steps <= most) {
            assertFinite(name, sampler, sampler.grid(SCHEDULE, spacing, 1, steps));
          }
        }
      }
    }
  }

  private static void assertFinite(String name, Sampler sampler, TimestepGrid grid) {
    for (int start : new int[] {0, grid.size() / 2}) {
      TimestepGrid part = grid.from(start);
      for (int index = start; index < grid.size(); index++) {
        StepPlan plan = sampler.plan(part, index);
        double sum = plan.folded().latents() + plan.folded().prediction() + plan.noise();
        sum += plan.terms().stream().mapToDouble(Double::doubleValue).sum();
        assertTrue(Double.isFinite(sum), name + " step " + index + " of " + grid.size() + plan);
      }
    }
  }

  @Property(tries = 200)
  void partsKeepTheGrid(
      @ForAll @IntRange(min = 1, max = 100) int steps,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll TimestepSpacing spacing) {
    TimestepGrid grid = Ddim.DETERMINISTIC.grid(SCHEDULE, spacing, 1, steps);
    TimestepGrid part = grid.withStrength(percent / 100.0);
    assertEquals(grid.steps(), part.steps());
    assertEquals((int) (steps * (percent / 100.0)), part.remaining());
    assertEquals(SCHEDULE.alphaCumprod(-1), grid.alphaCumprod(steps));
    for (int i = 0; i + 1 < steps; i++) {
      assertEquals(grid.alphaCumprod(i + 1), grid.steps().get(i).nextAlphaCumprod());
    }
  }

  @Example
  void rejectsWhatIsNoGrid() {
    assertThrows(
        IllegalArgumentException.class, () -> TimestepSpacing.LEADING.timesteps(1000, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> TimestepSpacing.LEADING.timesteps(1000, 1001, 1));
    assertThrows(
        IllegalArgumentException.class, () -> TimestepSpacing.LEADING.timesteps(1000, 10, -1));
    assertThrows(IllegalArgumentException.class, () -> TimestepGrid.of(SCHEDULE, 1, 500));
    assertThrows(IllegalArgumentException.class, () -> TimestepGrid.of(SCHEDULE, 1000));
    assertThrows(IllegalArgumentException.class, () -> TimestepGrid.of(SCHEDULE, -1));
    assertThrows(IllegalArgumentException.class, () -> TimestepGrid.of(SCHEDULE));
    TimestepGrid grid = TimestepGrid.of(SCHEDULE, 500, 1);
    assertThrows(IllegalArgumentException.class, () -> grid.from(3));
    assertThrows(IllegalArgumentException.class, () -> grid.withStrength(1.1));
    assertThrows(IllegalArgumentException.class, () -> TimestepSpacing.of("uniform"));
  }
}
