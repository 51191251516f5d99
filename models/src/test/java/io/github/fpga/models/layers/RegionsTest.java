package io.github.fpga.models.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.Toys;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Layers with a low-rank change of the left half of their cells. */
class RegionsTest {

  private static final int SIDE = 6;
  private static final int CELLS = SIDE * SIDE;
  private static final int IN = 4;
  private static final int OUT = 6;
  private static final int RANK = 2;

  private Scope scope;

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @BeforeEach
  void open() {
    scope = Scope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /** The left half, or nothing of it where shifted out of the picture. */
  private record LeftHalf(double inside) implements Region {

    @Override
    public Tensor onMap(long height, long width) {
      float[] share = new float[(int) (height * width)];
      for (int i = 0; i < share.length; i++) {
        share[i] = i % width < width / 2 ? (float) inside : 0;
      }
      return Tensors.of(share, 1, 1, height, width);
    }

    @Override
    public Tensor onTokens(long cells) {
      return onMap(SIDE, cells / SIDE).flatten(2, 3).transpose(1, 2);
    }
  }

  private record Changed(Parameter base, List<Term> terms) implements RegionalParameter {
    @Override
    public Tensor value() {
      return base.value();
    }
  }

  private static Weights changed(double inside) {
    return Weights.random(1)
        .reparameterized(
            (key, base, init, shape) ->
                key.endsWith("weight") ? new Changed(base, List.of(term(shape, inside))) : base);
  }

  private static RegionalParameter.Term term(long[] shape, double inside) {
    long[] down = shape.clone();
    down[0] = RANK;
    long[] up = shape.length == 2 ? new long[] {shape[0], RANK} : new long[] {shape[0], RANK, 1, 1};
    return new RegionalParameter.Term(Toys.noise(7, down), Toys.noise(8, up), new LeftHalf(inside));
  }

  private static Weights merged() {
    return Weights.random(1)
        .reparameterized(
            (key, base, init, shape) -> {
              if (!key.endsWith("weight")) {
                return base;
              }
              RegionalParameter.Term term = term(shape, 1);
              Tensor product = term.up().flatten(1, -1).matmul(term.down().flatten(1, -1));
              Tensor sum = base.value().add(product.view(shape));
              return () -> sum;
            });
  }

  /**
   * Compares what a layer gives with a region, without and merged.
   *
   * @param left the cells of the left half of an output, and right
   */
  private static void check(
      Function<Weights, Tensor> layer,
      Function<Tensor, Tensor> left,
      Function<Tensor, Tensor> right) {
    Tensor plain = layer.apply(Weights.random(1));
    Tensor regional = layer.apply(changed(1));
    Tensor whole = layer.apply(merged());
    assertArrayEquals(Tensors.floats(right.apply(plain)), Tensors.floats(right.apply(regional)));
    assertTrue(Similarity.maxError(left.apply(whole), left.apply(regional)) < 1e-4);
    assertTrue(Similarity.maxError(left.apply(plain), left.apply(regional)) > 0.1);
    assertArrayEquals(Tensors.floats(plain), Tensors.floats(layer.apply(changed(0))));
  }

  private static Tensor columns(Tensor map, int from) {
    return map.narrow(map.dim() - 1, from, SIDE / 2);
  }

  private static Tensor asMap(Tensor tokens_BNC) {
    return tokens_BNC.transpose(1, 2).view(tokens_BNC.size(0), tokens_BNC.size(2), SIDE, SIDE);
  }

  private static void checkTokens(Function<Weights, Tensor> layer) {
    check(layer, x -> columns(asMap(x), 0), x -> columns(asMap(x), SIDE / 2));
  }

  private static void checkMap(Function<Weights, Tensor> layer) {
    check(layer, x -> columns(x, 0), x -> columns(x, SIDE / 2));
  }

  @Test
  void linearMaps() {
    Tensor x = Toys.noise(3, 2, CELLS, IN);
    checkTokens(w -> new Linear(w, IN, OUT).apply(x));
    checkTokens(w -> new Linear(w, IN, OUT, false).apply(x));
    checkTokens(w -> new GeGlu(w, IN, OUT).apply(x));
  }

  @Test
  void convolutions() {
    Tensor x = Toys.noise(3, 2, IN, SIDE, SIDE);
    checkMap(w -> new Conv2d(w, IN, OUT, 3).apply(x));
    checkMap(w -> new Conv2d(w, IN, OUT, 1).apply(x));
    Tensor twice = Toys.noise(3, 2, IN, 2 * SIDE, 2 * SIDE);
    checkMap(w -> new Conv2d(w, IN, OUT, 3, 2, 1).apply(twice));
  }

  @Test
  void whatIsTheSameInEveryCell() {
    Tensor x = Toys.noise(3, 2, IN);
    checkMap(w -> new Linear(w, IN, OUT).applyToMap(x, SIDE, SIDE).expand(2, OUT, SIDE, SIDE));
  }
}
