package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.Similarity;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.bytedeco.pytorch.Tensor;

class NoiseSchedulePropertyTest {

  @Property(tries = 100)
  void alphasCumprodDecreaseInRange(
      @ForAll BetaSchedule betas,
      @ForAll @IntRange(min = 2, max = 2000) int timesteps,
      @ForAll @DoubleRange(min = 1e-5, max = 1e-3) @Scale(6) double start,
      @ForAll @DoubleRange(min = 2e-3, max = 2e-2) @Scale(6) double end) {
    double[] values = betas.betas(timesteps, start, end);
    double[] alphasCumprod = NoiseSchedule.ofBetas(values, PredictionType.EPSILON).alphasCumprod();
    assertDecreasing(alphasCumprod, timesteps);
    assertTrue(alphasCumprod[timesteps - 1] > 0);

    double[] rescaled = BetaSchedule.rescaleZeroTerminalSnr(values);
    double[] zero = NoiseSchedule.ofBetas(rescaled, PredictionType.V_PREDICTION).alphasCumprod();
    assertDecreasing(zero, timesteps);
    assertEquals(0, zero[timesteps - 1]);
    assertEquals(alphasCumprod[0], zero[0], 1e-12);
  }

  private static void assertDecreasing(double[] values, int count) {
    assertEquals(count, values.length);
    double previous = 1;
    for (double value : values) {
      assertTrue(value < previous && value >= 0, value + " after " + previous);
      previous = value;
    }
  }

  @Property(tries = 60)
  void predictionsRoundTrip(
      @ForAll PredictionType type,
      @ForAll @IntRange(min = 1, max = 998) int first,
      @ForAll @IntRange(min = 1, max = 998) int second,
      @ForAll long seed) {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion(type);
    NoiseSource random = NoiseSource.seeded(seed);
    try (Scope scope = Scope.open()) {
      Tensor x0 = random.gaussian(2, 4, 3, 3);
      Tensor noise = random.gaussian(2, 4, 3, 3);
      for (int[] t : new int[][] {{first}, {first, second}}) {
        Tensor latents = schedule.addNoise(x0, noise, t);
        Tensor target = schedule.trainingTarget(x0, noise, t);
        // fp32, magnified by up to 1/sqrt(alphaCumprod) = 15 and 1/sigma = 25
        Similarity.assertClose("x0", x0, schedule.predictedX0(latents, target, t), 1e-4, 1e-4);
        Similarity.assertClose(
            "noise", noise, schedule.predictedEpsilon(latents, target, t), 1e-4, 1e-4);
      }
    }
  }

  @Example
  void oneTimestepPerRowEqualsRowByRow() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion(PredictionType.V_PREDICTION);
    NoiseSource random = NoiseSource.seeded(5);
    try (Scope scope = Scope.open()) {
      Tensor x0 = random.gaussian(2, 4, 3, 3);
      Tensor noise = random.gaussian(2, 4, 3, 3);
      Tensor both = schedule.velocity(x0, noise, 10, 900);
      for (int row = 0; row < 2; row++) {
        Tensor alone =
            schedule.velocity(x0.narrow(0, row, 1), noise.narrow(0, row, 1), row == 0 ? 10 : 900);
        Similarity.assertClose("row", alone, both.narrow(0, row, 1), 1e-6, 1e-6);
      }
      assertThrows(IllegalArgumentException.class, () -> schedule.addNoise(x0, noise, 1, 2, 3));
    }
  }

  @Example
  void rejectsWhatIsNoSchedule() {
    assertRejected("increases", 0.9, 0.95);
    assertRejected("above one", 1.5, 0.5);
    assertRejected("zero in the middle", 0.9, 0, 0);
    assertRejected("empty");
    assertRejected("not a number", Double.NaN);
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion(PredictionType.EPSILON);
    assertThrows(IllegalArgumentException.class, () -> schedule.alphaCumprod(1000));
    assertThrows(IllegalArgumentException.class, () -> PredictionType.of("epsilom"));
    assertThrows(IllegalArgumentException.class, () -> BetaSchedule.of("cubic"));
  }

  private static void assertRejected(String why, double... alphasCumprod) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new NoiseSchedule(alphasCumprod, 1, PredictionType.EPSILON),
        why);
  }

  @Example
  void keepsItsOwnCopy() {
    double[] alphasCumprod = {0.9, 0.5};
    NoiseSchedule schedule = new NoiseSchedule(alphasCumprod, 1, PredictionType.EPSILON);
    alphasCumprod[0] = 0;
    schedule.alphasCumprod()[1] = 0;
    assertEquals(0.9, schedule.alphaCumprod(0));
    assertEquals(0.5, schedule.alphaCumprod(1));
    assertEquals(1, schedule.alphaCumprod(-1));
  }
}
