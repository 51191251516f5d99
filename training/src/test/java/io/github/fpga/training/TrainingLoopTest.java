package io.github.fpga.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {

  private static final TrainingConfig CONFIG =
      new TrainingConfig(60, 0.05, 5, 0.01, 1, 0.9, 7, 1000, 1);

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  private TrainingLoop loop(String name, int size) {
    return new TrainingLoop(
        new Regression(size), CONFIG, folder.resolve(name), Map.of("recipe", "regression"));
  }

  @Test
  void resumeEqualsUninterrupted() {
    loop("whole", 4).run(() -> false);
    AtomicInteger steps = new AtomicInteger();
    loop("parts", 4).run(() -> steps.getAndIncrement() == 23);
    TrainingLoop second = loop("parts", 4);
    assertTrue(second.resume());
    assertEquals(23, second.step());
    second.run(() -> false);
    for (String key : new String[] {"values", "mean", "variance", "ema"}) {
      assertArrayEquals(state("whole", key), state("parts", key), key);
    }
  }

  private float[] state(String name, String key) {
    return Tensors.floats(
        Checkpoint.open(folder.resolve(name).resolve("state.safetensors")).tensor(key));
  }

  /** Two copies with a batch each move as one: both end with the same weights, and they learn. */
  @Test
  void replicasStayAlike() {
    List<Regression> copies = List.of(new Regression(4), new Regression(4));
    TrainingLoop loop = new TrainingLoop(copies, CONFIG, folder.resolve("two"), Map.of());
    loop.run(() -> false);
    float[] first = Tensors.floats(copies.get(0).weight());
    assertArrayEquals(first, Tensors.floats(copies.get(1).weight()));
    assertEquals(2, first[0], 0.3);
    loop("one", 4).run(() -> false);
    assertFalse(Arrays.equals(state("one", "values"), state("two", "values")));
  }

  @Test
  void learnsAndPublishesTheAverageWithItsProvenance() throws Exception {
    loop("run", 4).run(() -> false);
    Checkpoint published = Checkpoint.open(folder.resolve("run/weights.safetensors"));
    assertEquals("regression", published.metadata().get("recipe"));
    assertEquals("60", published.metadata().get("step"));
    float[] w = Tensors.floats(published.tensor("w"));
    assertEquals(2, w[0], 0.3);
    assertEquals(0, w[1], 0.3);
    assertTrue(Files.readString(folder.resolve("run/loss.csv")).startsWith("step,loss"));
    String curve = Files.readString(folder.resolve("run/loss.svg"));
    assertTrue(curve.startsWith("<svg") && curve.contains(">60<"), curve);
  }

  @Test
  void anotherRecipesStateIsRefused() {
    loop("run", 4).run(() -> false);
    CheckpointException e = assertThrows(CheckpointException.class, () -> loop("run", 5).resume());
    assertTrue(e.getMessage().contains("16 parameters"), e.getMessage());
  }
}
