package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Alignment;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.recipes.faces.LatentFaces;
import io.github.fpga.training.recipes.faces.LatentRecogniser;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LikenessLossTest {

  private static final int SIDE = 128;
  private static final LatentFaces FACE =
      new LatentFaces(
          List.of(1), List.of(Alignment.similarity(Alignment.template(SIDE), 112)), SIDE);

  private LikenessLoss loss;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  @BeforeEach
  void make() {
    TrainableWeights made = new TrainableWeights(Weights.random(1), Precision.FP32);
    new LatentRecogniser(made.weights(), 8, 16, 0);
    loss = new LikenessLoss(made.weights(), 8, 16, 2);
  }

  private static Tensor latents(long seed) {
    return NoiseSource.seeded(seed).gaussian(2, 8, 16, 16);
  }

  @Test
  void theTruthIsLikeItself() {
    try (Scope scope = Scope.open()) {
      assertEquals(0, of(latents(1), latents(1), 1), 1e-3);
      assertTrue(of(latents(2), latents(1), 1) > 0.05);
    }
  }

  @Test
  void noiseHidesLikeness() {
    try (Scope scope = Scope.open()) {
      double clear = of(latents(2), latents(1), 1);
      assertEquals(clear / 4, of(latents(2), latents(1), 0.25), 1e-4);
    }
  }

  @Test
  void picturesWithoutFacesCostNothing() {
    try (Scope scope = Scope.open()) {
      LatentFaces none = new LatentFaces(List.of(), List.of(), SIDE);
      assertEquals(0, Tensors.scalar(loss.of(latents(2), latents(1), none, 1, 1)));
    }
  }

  /** Only the row with the face, and there only cells on and about the face. */
  @Test
  void gradientsReachTheFaceAlone() {
    try (Scope scope = Scope.open()) {
      Tensor predicted = latents(2).set_requires_grad(true);
      loss.of(predicted, latents(1), FACE, 1, 1).backward();
      Tensor gradient = predicted.grad().abs();
      assertEquals(0, Tensors.scalar(gradient.select(0, 0).sum()));
      assertTrue(Tensors.scalar(gradient.select(0, 1).sum()) > 0);
      assertEquals(0, Tensors.scalar(gradient.select(0, 1).select(2, 0).sum()));
    }
  }

  private double of(Tensor predicted, Tensor clean, double level) {
    return Tensors.scalar(loss.of(predicted, clean, FACE, level, level));
  }
}
