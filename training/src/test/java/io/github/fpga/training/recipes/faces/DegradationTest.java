package io.github.fpga.training.recipes.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Warps;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.data.WorldScenes;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DegradationTest {

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** A smooth picture, so that interpolation hardly matters. */
  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        image.setRGB(x, y, (3 * x) << 16 | (2 * y + 40) << 8 | (x + y));
      }
    }
    return image;
  }

  @Test
  void warpsAsPicturesAreWarped() {
    Affine map =
        Affine.translation(-30, -34)
            .then(Affine.rotation(20))
            .then(Affine.scaling(1.2, 1.2))
            .then(Affine.translation(24, 24));
    try (Scope scope = Scope.open()) {
      Tensor bytes = FaceCrops.bytes(picture()).unsqueeze(0);
      float[] seen = Tensors.floats(Warp.apply(bytes, List.of(map), 48));
      BufferedImage wanted = Warps.warp(picture(), map, 48, 48, Border.ZERO);
      assertArrayEquals(Tensors.floats(Images.toTensor(wanted)), seen, 3 / 127.5f);
    }
  }

  @Test
  void nothingAskedNothingDone() {
    Degradation none = new Degradation(0, 8, 8, 0, 0, 0);
    try (Scope scope = Scope.open()) {
      Tensor x = Images.toTensor(picture());
      Tensor y = none.apply(x, WorldScenes.random(1, 1));
      assertArrayEquals(Tensors.floats(x), Tensors.floats(y), 1e-6f);
    }
  }

  @Test
  void everyDamageChangesThePictureAndStaysInRange() {
    List<Degradation> each =
        List.of(
            new Degradation(1, 8, 8, 0, 0, 0),
            new Degradation(0, 8, 8, 1, 0, 0),
            new Degradation(0, 8, 8, 0, 2, 0),
            new Degradation(0, 8, 8, 0, 0, 0.5));
    try (Scope scope = Scope.open()) {
      Tensor x = Images.toTensor(picture());
      for (Degradation d : each) {
        float[] first = Tensors.floats(d.apply(x, WorldScenes.random(1, 5)));
        float[] again = Tensors.floats(d.apply(x, WorldScenes.random(1, 5)));
        assertArrayEquals(first, again, d.toString());
        float[] before = Tensors.floats(x);
        double change = 0;
        for (int i = 0; i < first.length; i++) {
          assertTrue(Math.abs(first[i]) <= 1);
          change = Math.max(change, Math.abs(first[i] - before[i]));
        }
        assertTrue(change > 0.01, d + " changed by " + change);
      }
    }
  }

  @Test
  void pairLossIsLowOnlyWhereRightPartnersAreNear() {
    try (Scope scope = Scope.open()) {
      float[] right = {1, 0, 1, 0, 0, 1, 0, 1};
      float[] wrong = {1, 0, 0, 1, 1, 0, 0, 1};
      double low = Tensors.scalar(Embeddings.pairLoss(Tensors.of(right, 4, 2), 16, 0));
      double high = Tensors.scalar(Embeddings.pairLoss(Tensors.of(wrong, 4, 2), 16, 0));
      assertEquals(0, low, 1e-5);
      assertEquals(16, high, 0.1);
    }
  }
}
