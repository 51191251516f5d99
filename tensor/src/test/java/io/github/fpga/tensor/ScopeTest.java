package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static Tensor number(float value) {
    return Tensors.of(new float[] {value}, 1);
  }

  @Test
  void closingFreesWhatWasMade() {
    Tensor tensor;
    try (Scope scope = Scope.open()) {
      tensor = number(1);
    }
    assertTrue(tensor.isNull());
  }

  @Test
  void anExceptionFreesToo() {
    List<Tensor> made = new ArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () ->
            Scope.of(
                () -> {
                  made.add(number(1));
                  throw new IllegalStateException();
                }));
    assertTrue(made.get(0).isNull());
  }

  @Test
  void whatIsKeptBelongsToTheOuterScope() {
    Tensor kept;
    Tensor intermediate;
    try (Scope outer = Scope.open()) {
      try (Scope middle = Scope.open()) {
        try (Scope inner = Scope.open()) {
          intermediate = number(1);
          kept = middle.keep(inner.keep(Tensors.add(intermediate, 1)));
        }
        assertTrue(intermediate.isNull());
      }
      assertEquals(2, Tensors.scalar(kept));
    }
    assertTrue(kept.isNull());
  }

  @Test
  void keepingTwiceIsKeepingOnce() {
    Tensor kept;
    try (Scope outer = Scope.open()) {
      try (Scope inner = Scope.open()) {
        kept = number(3);
        inner.keep(kept);
        inner.keep(kept);
      }
      assertEquals(3, Tensors.scalar(kept));
    }
    assertTrue(kept.isNull());
  }

  @Test
  void withoutAnOuterScopeTheCallerOwnsTheResult() {
    Tensor result = Scope.of(() -> number(4));
    assertEquals(4, Tensors.scalar(result));
    result.close();
    assertTrue(result.isNull());
  }

  @Test
  void ownedTensorsOutliveAllScopes() {
    Tensor owned;
    try (Scope outer = Scope.open();
        Scope inner = Scope.open()) {
      owned = Scope.own(number(5));
    }
    assertEquals(5, Tensors.scalar(owned));
    owned.close();
    assertTrue(owned.isNull());
  }

  @Test
  void returningAWeightDoesNotFreeIt() {
    Tensor owned = Scope.own(number(6));
    Tensor left = number(7);
    try (Scope outer = Scope.open()) {
      Scope.of(() -> owned);
      Scope.of(() -> left);
    }
    assertEquals(6, Tensors.scalar(owned));
    assertEquals(7, Tensors.scalar(left));
  }

  @Test
  void inferenceRecordsNoGradients() {
    try (Scope scope = Scope.open()) {
      Tensor leaf = number(2).set_requires_grad(true);
      assertTrue(Scope.of(() -> Tensors.mul(leaf, 3)).requires_grad());
      assertFalse(Scope.inference(() -> Tensors.mul(leaf, 3)).requires_grad());
      assertTrue(Tensors.mul(leaf, 3).requires_grad(), "recording goes on afterwards");
    }
  }

  @Test
  void aScopeConcernsItsThreadOnly() {
    try (Scope scope = Scope.open()) {
      Tensor other = CompletableFuture.supplyAsync(() -> number(8)).join();
      scope.close();
      assertEquals(8, Tensors.scalar(other));
    }
  }
}
