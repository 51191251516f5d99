package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Everything is made where the engine says; the device without memory stands in for a card. */
class DeviceTest {

  @AfterEach
  void back() {
    Engine.use(Device.CPU);
  }

  @Test
  void names() {
    assertEquals(Device.CPU, Device.parse("cpu"));
    assertEquals(Device.CUDA, Device.parse("CUDA"));
    for (String other : new String[] {"meta", "gpu", "cuda:1", ""}) {
      var e = assertThrows(IllegalArgumentException.class, () -> Device.parse(other));
      assertTrue(e.getMessage().contains("cpu or cuda"), e.getMessage());
    }
  }

  @Test
  void whatToDoWithoutCuda() {
    Assumptions.assumeFalse(torch.cuda_is_available());
    var e = assertThrows(IllegalArgumentException.class, () -> Engine.use(Device.CUDA));
    assertTrue(e.getMessage().contains("-Pcuda"), e.getMessage());
    assertTrue(e.getMessage().contains("nvidia-smi"), e.getMessage());
    assertEquals(Device.CPU, Engine.device());
  }

  @Test
  void theSameTensorWhereItAlreadyIs() {
    try (Scope scope = Scope.open()) {
      Tensor x = torch.zeros(2);
      assertSame(x, Engine.place(x));
      Engine.use(Device.META);
      assertFalse(Device.META.holds(x));
      assertTrue(Device.META.holds(Engine.place(x)));
    }
  }

  @Test
  void tensorsAreMadeThere() {
    Engine.use(Device.META);
    try (Scope scope = Scope.open()) {
      there(Tensors.of(new float[] {1, 2}, 2));
      there(Tensors.of(new double[] {1, 2}, 2));
      there(Tensors.of(new long[] {1, 2}, 2));
      there(Tensors.zeros(2, 3));
      there(Tensors.ones(2, 3));
      there(NoiseSource.seeded(1).gaussian(2, 3));
      Tensor picture = Images.toTensor(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB));
      there(picture);
      there(Resampling.BICUBIC.resize(picture, 2, 2));
    }
  }

  @Test
  void weightsAreLoadedThere() {
    try (Scope scope = Scope.open()) {
      Weights file = Weights.of(Map.of("a", torch.ones(2)));
      Engine.use(Device.META);
      there(file.converted(ScalarType.BFloat16).parameter("a", Init.ZEROS, 2).value());
      there(file.materialized().parameter("a", Init.ZEROS, 2).value());
      there(Weights.random(1).parameter("a", Init.ONES, 2).value());
      Weights trained = new TrainableWeights(file, Precision.FP32).weights();
      Tensor leaf = trained.parameter("a", Init.ZEROS, 2).value();
      there(leaf);
      assertTrue(leaf.requires_grad());
    }
  }

  private static void there(Tensor tensor) {
    assertTrue(Device.META.holds(tensor));
  }
}
