package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class WeightsTest {

  private static final Function<Weights, List<Parameter>> NETWORK =
      w ->
          List.of(
              w.at("conv").parameter("weight", Init.ONES, 2, 2),
              w.at("conv").parameter("bias", Init.ZEROS, 2),
              w.at("blocks").at(0).parameter("scale", Init.ONES, 1));

  private static Tensor tensor(float... values) {
    return Scope.own(Tensors.of(values, values.length));
  }

  private static Tensor square(float... values) {
    return Scope.own(Tensors.of(values, 2, 2));
  }

  private static Map<String, Tensor> whole() {
    return Map.of(
        "conv.weight", square(1, 2, 3, 4),
        "conv.bias", tensor(5, 6),
        "blocks.0.scale", tensor(7));
  }

  @Test
  void aFittingTreeBuilds() {
    List<Parameter> built = Weights.of(whole()).build(NETWORK);
    assertArrayEquals(new float[] {1, 2, 3, 4}, Tensors.floats(built.get(0).value()));
    assertEquals(7, Tensors.scalar(built.get(2).value()));
  }

  @Test
  void oneErrorListsEveryFault() {
    Weights weights =
        Weights.of(
            Map.of("conv.weight", tensor(1), "conv.extra", tensor(1), "other", tensor(1, 2)));
    CheckpointException e = assertThrows(CheckpointException.class, () -> weights.build(NETWORK));
    for (String part :
        List.of(
            "problems: 5",
            "missing conv.bias [2]",
            "missing blocks.0.scale [1]",
            "misshaped conv.weight: the file has [1], the network needs [2, 2]",
            "unexpected conv.extra",
            "unexpected other")) {
      assertTrue(e.getMessage().contains(part), part + " in " + e.getMessage());
    }
  }

  @Test
  void aConstructorThatLooksIntoAMissingTensorIsExplained() {
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () ->
                Weights.of(Map.of())
                    .build(w -> Tensors.scalar(w.parameter("a", Init.ONES, 1).value())));
    assertTrue(e.getMessage().contains("missing a [1]"), e.getMessage());
  }

  @Test
  void aPartMindsOnlyItself() {
    Weights weights =
        Weights.of(Map.of("vae.a", tensor(1), "vae2.b", tensor(1), "unet.c", tensor(1)));
    Function<Weights, Parameter> network = w -> w.parameter("a", Init.ONES, 1);
    assertEquals(1, Tensors.scalar(weights.at("vae").build(network).value()));
    assertEquals(1, Tensors.scalar(weights.below("vae").build(network).value()));
    assertEquals("[a]", weights.below("vae").source().keys().toString());
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () -> weights.below("unet").build(w -> w.parameter("d", Init.ONES, 1)));
    assertTrue(e.getMessage().contains("unexpected unet.c"), e.getMessage());
    assertTrue(e.getMessage().contains("missing d"), e.getMessage());
    assertFalse(e.getMessage().contains("vae"), e.getMessage());
  }

  @Test
  void renamedIsStrictToo() {
    Weights weights = Weights.of(Map.of("old.a", tensor(3), "old.b", tensor(4)));
    Weights renamed = weights.renamed(key -> key.replace("new.", "old."));
    assertTrue(renamed.at("new").has("a"));
    Parameter a =
        renamed.build(
            w -> {
              w.at("new").parameter("b", Init.ONES, 1);
              return w.at("new").parameter("a", Init.ONES, 1);
            });
    assertEquals(3, Tensors.scalar(a.value()));
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () -> renamed.build(w -> w.at("new").parameter("a", Init.ONES, 1)));
    assertTrue(e.getMessage().contains("unexpected old.b"), e.getMessage());
  }

  @Test
  void convertedOnceAndStrictly() {
    Weights half = Weights.of(whole()).converted(ScalarType.BFloat16);
    List<Parameter> built;
    try (Scope scope = Scope.open()) {
      built = half.build(NETWORK);
    }
    Tensor value = built.get(0).value();
    assertEquals(ScalarType.BFloat16.value, value.scalar_type().value);
    assertArrayEquals(new float[] {1, 2, 3, 4}, Tensors.floats(value));
    assertSame(value, half.build(NETWORK).get(0).value());
    assertThrows(CheckpointException.class, () -> half.build(w -> w.at("conv")));
  }

  @Test
  void randomDependsOnSeedAndKeyOnly() {
    Init init = Init.normal(1);
    Weights one = Weights.random(1);
    float[] a = Tensors.floats(one.parameter("a", init, 3).value());
    float[] b = Tensors.floats(one.parameter("b", init, 3).value());
    Weights same = Weights.random(1);
    assertArrayEquals(b, Tensors.floats(same.parameter("b", init, 3).value()));
    assertArrayEquals(a, Tensors.floats(same.parameter("a", init, 3).value()));
    float[] other = Tensors.floats(Weights.random(2).parameter("a", init, 3).value());
    assertFalse(Arrays.equals(a, b));
    assertFalse(Arrays.equals(a, other));
    // These two have one String.hashCode.
    assertFalse(
        Arrays.equals(
            Tensors.floats(one.parameter("Aa", init, 3).value()),
            Tensors.floats(one.parameter("BB", init, 3).value())));
  }

  @Test
  void randomChecksShapesOfSharedTensors() {
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () ->
                Weights.random(1)
                    .build(
                        w -> {
                          w.parameter("tied", Init.ONES, 2);
                          return w.parameter("tied", Init.ONES, 3);
                        }));
    assertTrue(e.getMessage().contains("misshaped tied"), e.getMessage());
  }

  @Test
  void reparameterizedValuesAreComputedAnewAndMaterializedOnce() {
    int[] calls = {0};
    Reparameterization twice =
        (key, base, init, shape) ->
            key.endsWith("weight")
                ? () -> {
                  calls[0]++;
                  return Tensors.mul(base.value(), 2);
                }
                : base;
    Weights weights = Weights.of(whole()).reparameterized(twice);
    try (Scope scope = Scope.open()) {
      List<Parameter> live = weights.build(NETWORK);
      assertArrayEquals(new float[] {2, 4, 6, 8}, Tensors.floats(live.get(0).value()));
      assertArrayEquals(new float[] {5, 6}, Tensors.floats(live.get(1).value()));
      live.get(0).value();
    }
    assertEquals(2, calls[0]);
    List<Parameter> merged;
    try (Scope scope = Scope.open()) {
      merged = weights.materialized().build(NETWORK);
    }
    assertSame(merged.get(0).value(), merged.get(0).value());
    assertArrayEquals(new float[] {2, 4, 6, 8}, Tensors.floats(merged.get(0).value()));
    assertEquals(3, calls[0]);
    CheckpointException e =
        assertThrows(
            CheckpointException.class, () -> weights.materialized().build(w -> w.at("conv")));
    assertTrue(e.getMessage().contains("unexpected conv.bias"), e.getMessage());
  }

  @Test
  void gradientsReachTheMastersThroughAReparameterization() {
    TrainableWeights trainable = new TrainableWeights(Weights.of(whole()), Precision.BF16);
    Weights doubled =
        trainable
            .weights()
            .reparameterized((key, base, init, shape) -> () -> Tensors.mul(base.value(), 2));
    List<Parameter> network;
    try (Scope scope = Scope.open()) {
      network = doubled.build(NETWORK);
    }
    try (Scope scope = Scope.open()) {
      Tensor value = network.get(1).value();
      assertEquals(ScalarType.BFloat16.value, value.scalar_type().value);
      value.to(ScalarType.Float).sum().backward();
    }
    Tensor master = trainable.masters().get("conv.bias");
    assertEquals(ScalarType.Float.value, master.scalar_type().value);
    assertArrayEquals(new float[] {2, 2}, Tensors.floats(master.grad()));
  }

  @Test
  void mastersAreCopies() {
    Map<String, Tensor> original = whole();
    TrainableWeights trainable = new TrainableWeights(Weights.of(original), Precision.FP32);
    trainable.weights().build(NETWORK);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      trainable.masters().get("conv.bias").add_(Tensors.of(new float[] {1, 1}, 2));
    }
    assertArrayEquals(new float[] {5, 6}, Tensors.floats(original.get("conv.bias")));
    assertEquals("[conv.weight, conv.bias, blocks.0.scale]", trainable.masters().keySet() + "");
  }

  @Test
  void initialisersHaveTheirBounds() {
    java.util.random.RandomGenerator random = new java.util.Random(1);
    for (float value : Init.fanIn(16).values(random, 10, 100)) {
      assertTrue(Math.abs(value) <= 0.25, "" + value);
    }
    assertArrayEquals(new float[] {2, 2}, Init.constant(2).values(random, 2));
    assertEquals(1, Init.ZEROS.values(random).length, "a scalar has one element");
  }
}
