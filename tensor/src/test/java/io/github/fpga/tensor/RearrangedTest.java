package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Files that hold tensors in another form, and more than is wanted. */
class RearrangedTest {

  private static Tensor tensor(long... shape) {
    float[] values = new float[(int) Shapes.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Scope.own(Tensors.of(values, shape));
  }

  private static Weights weights() {
    return Weights.of(Map.of("fused", tensor(6, 2), "conv", tensor(2, 3, 1, 1), "extra", tensor(1)))
        .rearranged(
            key ->
                switch (key) {
                  case "k" -> Origin.part("fused", 1, 3);
                  case "t" -> Origin.transposed("fused");
                  case "linear" -> Origin.pointwise("conv");
                  default -> Origin.of(key);
                });
  }

  private static float[] values(Weights weights, String key, long... shape) {
    try (Scope scope = Scope.open()) {
      Parameter parameter = weights.parameter(key, Init.ZEROS, shape);
      assertArrayEquals(shape, Shapes.of(parameter.value()));
      assertSame(parameter.value(), weights.parameter(key, Init.ZEROS, shape).value());
      return Tensors.floats(parameter.value());
    }
  }

  @Test
  void eachForm() {
    Weights weights = weights();
    assertArrayEquals(new float[] {4, 5, 6, 7}, values(weights, "k", 2, 2));
    assertArrayEquals(
        new float[] {0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11}, values(weights, "t", 2, 6));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, values(weights, "linear", 2, 3));
    assertTrue(weights.has("k"));
    assertFalse(weights.has("z"));
  }

  @Test
  void strictByTheFilesNames() {
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () ->
                weights()
                    .build(
                        w -> {
                          w.parameter("k", Init.ZEROS, 2, 2);
                          w.parameter("absent", Init.ZEROS, 2);
                          return w.parameter("linear", Init.ZEROS, 3, 3);
                        }));
    for (String part :
        new String[] {"problems: 3", "missing absent [2]", "misshaped conv", "unexpected extra"}) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void hiddenKeysAreNotMinded() {
    Weights part =
        Weights.of(Map.of("a.w", tensor(1), "a.step", tensor(1), "b", tensor(1)))
            .below("a")
            .without("step"::equals);
    assertEquals(Set.of("w"), part.source().keys());
    assertFalse(part.has("step"));
    part.build(w -> w.parameter("w", Init.ZEROS, 1));
    CheckpointException e =
        assertThrows(
            CheckpointException.class, () -> part.build(w -> w.parameter("step", Init.ZEROS, 1)));
    assertTrue(e.getMessage().contains("missing step"), e.getMessage());
    assertTrue(e.getMessage().contains("unexpected a.w"), e.getMessage());
  }
}
