package io.github.fpga.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MuonTest {

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** Rows of a wide matrix, columns of a tall one, come out orthogonal and of one length. */
  @Test
  void singularValuesBecomeEqual() {
    try (Scope scope = Scope.open();
        Workers workers = new Workers(2, 1)) {
      Tensor flat = NoiseSource.seeded(1).gaussian(2 * 16 * 48 + 5);
      Tensor rest = flat.narrow(0, 2 * 16 * 48, 5).clone();
      Muon.orthogonalise(
          List.of(new Muon.Matrix(0, 16, 48), new Muon.Matrix(16 * 48, 48, 16)), flat, workers);
      Tensor wide = flat.narrow(0, 0, 16 * 48).view(16, 48);
      Tensor tall = flat.narrow(0, 16 * 48, 16 * 48).view(48, 16);
      assertScaledIdentity(wide.matmul(wide.t()));
      assertScaledIdentity(tall.t().matmul(tall));
      assertArrayEquals(Tensors.floats(rest), Tensors.floats(flat.narrow(0, 2 * 16 * 48, 5)));
    }
  }

  /** The iteration's fixed band of singular values is about 0.7 to 1.2, times 0.2 sqrt(48). */
  private static void assertScaledIdentity(Tensor gram) {
    float[] values = Tensors.floats(Tensors.mul(gram, 1 / (0.04 * 48)));
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 16; j++) {
        assertEquals(i == j ? 0.95 : 0, values[16 * i + j], i == j ? 0.5 : 0.3);
      }
    }
  }
}
