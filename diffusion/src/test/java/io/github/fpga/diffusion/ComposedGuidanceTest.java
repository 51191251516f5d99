package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Similarity;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ComposedGuidanceTest {

  /** Predicts x under no condition, 2x under the first and 5x under both. */
  private static final Denoiser NONE_AND_BOTH =
      (x, t) -> {
        long rows = x.size(0) / 2;
        return Tensors.cat(0, x.narrow(0, 0, rows), Tensors.mul(x.narrow(0, rows, rows), 5));
      };

  private static final Denoiser ONE = (x, t) -> Tensors.mul(x, 2);

  private static final Denoiser NEVER =
      (x, t) -> {
        throw new AssertionError("one prediction too many");
      };

  private static void assertFactors(
      ComposedGuidance guidance, Denoiser one, float[] shares, float... factors) {
    try (Scope scope = Scope.open()) {
      Tensor latents = NoiseSource.seeded(1).gaussian(2, 4, 1, shares.length);
      Tensor share = Tensors.of(shares, 1, 1, 1, shares.length);
      Tensor out = guidance.within(share, NONE_AND_BOTH, one).predict(latents, 500);
      Tensor wanted = latents.mul(Tensors.of(factors, 1, 1, 1, factors.length));
      Similarity.assertClose("by shares", wanted, out, 1e-4, 1e-5);
    }
  }

  /** x + 2 * x + 4 * 3x where it acts wholly. */
  @Test
  void eachConditionHasItsScaleInPlacesByTheirShare() {
    assertFactors(new ComposedGuidance(2, 4), ONE, new float[] {0, 0.5f, 1}, 5, 10, 15);
    assertEquals(3, new ComposedGuidance(2, 4).evaluations());
  }

  @Test
  void equalScalesAreGuidanceByBothAtOnce() {
    ComposedGuidance guidance = new ComposedGuidance(7, 7);
    float both;
    try (Scope scope = Scope.open()) {
      Tensor x = Tensors.ones(1, 1, 1, 1);
      both = Tensors.floats(new Guidance(7).of(NONE_AND_BOTH).predict(x, 500))[0];
    }
    assertFactors(guidance, NEVER, new float[] {0, 1}, 5, both);
    assertEquals(2, guidance.evaluations());
  }

  @Test
  void scalesOfOneNeedNoGuidance() {
    assertFalse(new ComposedGuidance(1, 1).enabled());
    assertEquals(1, new ComposedGuidance(1, 1).evaluations());
    assertTrue(new ComposedGuidance(1, 2).enabled());
    assertTrue(new ComposedGuidance(2, 1).enabled());
  }

  @Test
  void refusesScalesOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new ComposedGuidance(-1, 2));
    assertThrows(IllegalArgumentException.class, () -> new ComposedGuidance(2, Double.NaN));
  }
}
