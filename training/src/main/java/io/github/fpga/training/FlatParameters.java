package io.github.fpga.training;

import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The optimised leaves of a network laid out in one vector, and their gradients in another, so that
 * clipping, the optimiser and the moving average are a few operations on long vectors.
 */
public final class FlatParameters {

  private final Map<String, Tensor> leaves = new LinkedHashMap<>();
  private final List<Muon.Matrix> matrices = new ArrayList<>();
  private final Tensor values;
  private final Tensor gradients;

  /**
   * Moves the leaves (fp32, requiring gradients) into one vector; they stay valid tensors.
   *
   * @param muon whether matrices are told apart, for {@link Muon}
   */
  FlatParameters(Map<String, Tensor> leaves, boolean muon) {
    leaves.forEach(
        (key, leaf) -> {
          if (muon && isMatrix(key, leaf)) {
            this.leaves.put(key, leaf);
          }
        });
    leaves.forEach(this.leaves::putIfAbsent);
    long total = leaves.values().stream().mapToLong(Tensor::numel).sum();
    values = Scope.own(Tensors.zeros(total));
    gradients = Scope.own(Tensors.zeros(total));
    long offset = 0;
    try (Scope scope = Scope.open()) {
      for (Map.Entry<String, Tensor> entry : this.leaves.entrySet()) {
        Tensor leaf = entry.getValue();
        if (muon && isMatrix(entry.getKey(), leaf)) {
          matrices.add(new Muon.Matrix(offset, leaf.size(0), leaf.numel() / leaf.size(0)));
        }
        Tensor place = slice(values, offset, leaf);
        place.copy_(leaf.detach());
        leaf.set_data(place);
        // Autograd adds into an existing gradient in place, so it fills our vector.
        leaf.mutable_grad().put(slice(gradients, offset, leaf));
        offset += leaf.numel();
      }
    }
  }

  /** Embeddings are tables, not maps: their rows learn one by one. */
  private static boolean isMatrix(String key, Tensor leaf) {
    return leaf.dim() > 1 && !key.contains("embedding.") && leaf.size(0) > 8;
  }

  /** Number of elements of matrices; these come first. */
  public long matrixElements() {
    return matrices.stream().mapToLong(m -> m.rows() * m.columns()).sum();
  }

  /** Where the matrices are. */
  List<Muon.Matrix> matrices() {
    return matrices;
  }

  private static Tensor slice(Tensor flat, long offset, Tensor like) {
    return flat.narrow(0, offset, like.numel()).view(Shapes.of(like));
  }

  /** All values in one vector; owned by this object. */
  public Tensor values() {
    return values;
  }

  /** All gradients in one vector; owned by this object. */
  public Tensor gradients() {
    return gradients;
  }

  public void zeroGradients() {
    gradients.zero_();
  }

  /** A vector of the same length, cut into named tensors (views) of the leaves' shapes. */
  public Map<String, Tensor> named(Tensor flat) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, Tensor> leaf : leaves.entrySet()) {
      named.put(leaf.getKey(), slice(flat, offset, leaf.getValue()));
      offset += leaf.getValue().numel();
    }
    return named;
  }

  public List<String> names() {
    return List.copyOf(leaves.keySet());
  }
}
