package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void oneColourStaysAndTheSizeIsAsAsked(Resampling filter) {
    try (Scope scope = Scope.open()) {
      float[] grey = new float[2 * 7 * 5];
      java.util.Arrays.fill(grey, 93);
      Tensor picture = Tensors.of(grey, 1, 2, 7, 5);
      for (int[] size : new int[][] {{3, 2}, {20, 11}, {7, 9}, {1, 1}}) {
        Tensor out = filter.resize(picture, size[0], size[1]);
        assertArrayEquals(new long[] {1, 2, size[0], size[1]}, Shapes.of(out));
        for (float value : Tensors.floats(out)) {
          assertTrue(value == 93, "a level of " + value);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void theSameSizeIsTheSamePicture(Resampling filter) {
    try (Scope scope = Scope.open()) {
      float[] levels = {0, 255, 17, 99, 3, 200};
      Tensor picture = Tensors.of(levels, 1, 1, 2, 3);
      assertArrayEquals(levels, Tensors.floats(filter.resize(picture, 2, 3)));
      assertThrows(IllegalArgumentException.class, () -> filter.resize(picture, 0, 3));
    }
  }

  /** An edge rings with both filters; levels beyond black and white are cut off. */
  @ParameterizedTest
  @EnumSource(Resampling.class)
  void levelsStayInRange(Resampling filter) {
    try (Scope scope = Scope.open()) {
      Tensor edge = Tensors.of(new float[] {0, 0, 0, 255, 255, 255}, 1, 1, 1, 6);
      for (float value : Tensors.floats(filter.resize(edge, 1, 23))) {
        assertTrue(value >= 0 && value <= 255 && value == Math.rint(value), "a level of " + value);
      }
    }
  }
}
