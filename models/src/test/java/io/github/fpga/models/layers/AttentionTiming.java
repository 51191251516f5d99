package io.github.fpga.models.layers;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/**
 * Not a check but the measurement behind docs/adr/0001-threads.md; runs only when named: {@code mvn
 * -o -pl tensor,testkit,diffusion,models test -Dtest=AttentionTiming
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class AttentionTiming {

  private interface Kernel {
    Tensor attend(Tensor q, Tensor k, Tensor v, long heads);
  }

  @Test
  void table() {
    Engine.start();
    System.out.printf(
        "%-34s %-22s %5s %9s %9s%n", "B heads N M d", "kernel", "blas", "fwd ms", "fwd+bwd");
    long[][] shapes = {
      {8, 2, 1024, 1024, 32},
      {8, 3, 256, 256, 32},
      {8, 5, 64, 64, 32},
      {8, 2, 1024, 16, 32},
      {8, 3, 256, 16, 32}
    };
    for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.BFloat16}) {
      for (long[] shape : shapes) {
        kernels(type)
            .forEach(
                (name, kernel) -> {
                  for (int blas : new int[] {1, Engine.threads()}) {
                    openblas_nolapack.blas_set_num_threads(blas);
                    row(type, shape, name, kernel, blas);
                  }
                });
      }
    }
  }

  private static Map<String, Kernel> kernels(ScalarType type) {
    Map<String, Kernel> kernels = new LinkedHashMap<>();
    kernels.put("products", AttentionTiming::products);
    kernels.put("sdpa", AttentionTiming::fused);
    if (type != ScalarType.Float) {
      kernels.put("products, fp32 inside", inFp32(AttentionTiming::products));
      kernels.put("sdpa, fp32 inside", inFp32(AttentionTiming::fused));
    }
    return kernels;
  }

  private static Tensor products(Tensor q, Tensor k, Tensor v, long heads) {
    double scale = 1 / Math.sqrt((double) q.size(2) / heads);
    Tensor qs = Attention.split(Tensors.mul(q, scale), heads);
    Tensor weights = torch.softmax(qs.matmul(Attention.split(k, heads).transpose(2, 3)), -1);
    return Attention.join(weights.matmul(Attention.split(v, heads)));
  }

  private static Tensor fused(Tensor q, Tensor k, Tensor v, long heads) {
    return Attention.join(
        torch.scaled_dot_product_attention(
            Attention.split(q, heads), Attention.split(k, heads), Attention.split(v, heads)));
  }

  private static Kernel inFp32(Kernel kernel) {
    return (q, k, v, heads) ->
        kernel
            .attend(q.to(ScalarType.Float), k.to(ScalarType.Float), v.to(ScalarType.Float), heads)
            .to(q.scalar_type());
  }

  private static void row(ScalarType type, long[] s, String name, Kernel kernel, int blas) {
    NoiseSource noise = NoiseSource.seeded(1);
    long c = s[1] * s[4];
    try (Scope scope = Scope.open()) {
      Tensor q = noise.gaussian(s[0], s[2], c).to(type).set_requires_grad(true);
      Tensor k = noise.gaussian(s[0], s[3], c).to(type).set_requires_grad(true);
      Tensor v = noise.gaussian(s[0], s[3], c).to(type).set_requires_grad(true);
      double forward =
          fastest(
              () -> {
                try (NoGradGuard guard = new NoGradGuard()) {
                  kernel.attend(q, k, v, s[1]);
                }
              });
      double both = fastest(() -> kernel.attend(q, k, v, s[1]).sum().backward());
      System.out.printf(
          "%-34s %-22s %5d %9.2f %9.2f%n",
          type + " " + Arrays.toString(s), name, blas, forward, both);
    }
  }

  /** The fastest of several runs: what else the machine does only ever adds. */
  private static double fastest(Runnable body) {
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 12; i++) {
      long start = System.nanoTime();
      try (Scope scope = Scope.open()) {
        body.run();
      }
      fastest = Math.min(fastest, (System.nanoTime() - start) / 1e6);
    }
    return fastest;
  }
}
