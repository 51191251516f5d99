package io.github.fpga.training;

import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Directions for weight matrices: momentum with its singular values made equal by five
 * Newton-Schulz iterations, so that weak directions are learnt as fast as strong ones. Source: K.
 * Jordan et al., "Muon: an optimizer for hidden layers", 2024; the step is scaled to AdamW's
 * typical root mean square (Liu et al., arXiv 2502.16982), so one learning rate serves both.
 */
final class Muon {

  private static final int ITERATIONS = 5;
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double TYPICAL_UPDATE = 0.2;

  private Muon() {}

  /** A matrix inside a flat vector: where it begins, and its two sizes. */
  record Matrix(long offset, long rows, long columns) {
    private Tensor of(Tensor flat) {
      Tensor x = flat.narrow(0, offset, rows * columns).view(rows, columns);
      return rows > columns ? x.t() : x;
    }

    private List<Long> form() {
      return List.of(Math.min(rows, columns), Math.max(rows, columns));
    }
  }

  /**
   * Replaces every matrix of a flat vector of momenta by its scaled orthogonal factor.
   *
   * @param directions flat, fp32; read and overwritten at the matrices, untouched elsewhere
   */
  static void orthogonalise(List<Matrix> matrices, Tensor directions, Workers workers) {
    Map<List<Long>, List<Matrix>> byForm = new LinkedHashMap<>();
    matrices.forEach(m -> byForm.computeIfAbsent(m.form(), k -> new ArrayList<>()).add(m));
    List<Runnable> parts = new ArrayList<>();
    for (List<Matrix> equal : byForm.values()) {
      int each = (equal.size() + workers.count() - 1) / workers.count();
      for (int from = 0; from < equal.size(); from += each) {
        List<Matrix> part = equal.subList(from, Math.min(equal.size(), from + each));
        parts.add(() -> orthogonalise(part, directions));
      }
    }
    workers.run(parts);
  }

  private static void orthogonalise(List<Matrix> equal, Tensor directions) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      List<Tensor> views = equal.stream().map(m -> m.of(directions)).toList();
      Tensor x = Tensors.stack(0, views).to(ScalarType.BFloat16);
      Tensor result = newtonSchulz(x).to(ScalarType.Float);
      double longer = equal.get(0).form().get(1);
      result = Tensors.mul(result, TYPICAL_UPDATE * Math.sqrt(longer));
      for (int i = 0; i < views.size(); i++) {
        views.get(i).copy_(result.select(0, i));
      }
    }
  }

  private static Tensor newtonSchulz(Tensor x_KMN) {
    Tensor norm = x_KMN.to(ScalarType.Float).square().sum(new long[] {1, 2}, true, null).sqrt();
    Tensor x = x_KMN.div(Tensors.add(norm, 1e-7).to(ScalarType.BFloat16));
    for (int i = 0; i < ITERATIONS; i++) {
      Tensor gram = torch.bmm(x, x.transpose(1, 2));
      Tensor polynomial = Tensors.mul(gram, B).add(torch.bmm(gram, gram), new Scalar(C));
      x = Tensors.mul(x, A).add(torch.bmm(polynomial, x));
    }
    return x;
  }
}
