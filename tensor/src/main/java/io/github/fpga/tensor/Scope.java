package io.github.fpga.tensor;

import java.util.Iterator;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The lifetime of native tensors: closing a scope frees every tensor made in it by this thread,
 * except those that were kept.
 */
public final class Scope implements AutoCloseable {

  private final PointerScope scope = new PointerScope();

  private Scope() {}

  /** Opens a scope; close it in the same thread. */
  public static Scope open() {
    return new Scope();
  }

  /**
   * Lets a tensor outlive this scope: the enclosing scope owns it from now on, or, where there is
   * none, the caller (who closes the tensor, or leaves it to the garbage collector).
   */
  public Tensor keep(Tensor tensor) {
    if (tensor.referenceCount() == 0) {
      // Made outside all scopes and left to the collector: an outer scope would free it too early.
      return tensor;
    }
    Iterator<PointerScope> scopes = PointerScope.getScopeIterator();
    PointerScope outer = null;
    while (scopes.hasNext()) {
      if (scopes.next() == scope) {
        outer = scopes.hasNext() ? scopes.next() : null;
        break;
      }
    }
    if (outer != null) {
      outer.attach(tensor);
    } else {
      tensor.retainReference();
    }
    return tensor;
  }

  /** Lets a tensor outlive all scopes: the caller owns it and closes it. */
  public static Tensor own(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /**
   * Runs a computation, frees what it made on the way, and hands its result to the caller's scope.
   */
  public static Tensor of(Supplier<Tensor> body) {
    try (Scope scope = open()) {
      return scope.keep(body.get());
    }
  }

  /** Like {@link #of}, without recording gradients. */
  public static Tensor inference(Supplier<Tensor> body) {
    try (Scope scope = open();
        NoGradGuard guard = new NoGradGuard()) {
      return scope.keep(body.get());
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
