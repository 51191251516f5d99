package io.github.fpga.models.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/** Maps of few cells in channels-last layout take a way of their own, to the same numbers. */
class GroupNormTest {

  private static final long CHANNELS = 64;
  private static final long GROUPS = 16;

  /** Values and gradients of a map far from zero. */
  @Test
  void rowsGiveWhatFp64Gives() {
    try (Scope scope = Scope.open()) {
      NoiseSource noise = NoiseSource.seeded(3);
      Tensor map = Tensors.add(noise.gaussian(2, CHANNELS, 12, 16), 5).to(ScalarType.BFloat16);
      Tensor slope = noise.gaussian(2, CHANNELS, 12, 16).to(ScalarType.BFloat16);
      Tensor weight = noise.gaussian(CHANNELS).to(ScalarType.BFloat16);
      Tensor bias = noise.gaussian(CHANNELS).to(ScalarType.BFloat16);

      List<Tensor> rows =
          normalised(map.contiguous(MemoryFormat.ChannelsLast), slope, weight, bias);
      List<Tensor> exact = normalised(exact(map), exact(slope), exact(weight), exact(bias));

      for (int i = 0; i < rows.size(); i++) {
        // Roundings to bf16 on the way and at the end.
        float most = (float) (0.01 * Tensors.scalar(exact.get(i).abs().max()));
        assertArrayEquals(Tensors.floats(exact.get(i)), Tensors.floats(rows.get(i)), most);
      }
    }
  }

  private static Tensor exact(Tensor values) {
    return values.to(ScalarType.Double);
  }

  /** The result and the gradients of map, weight and bias. */
  private static List<Tensor> normalised(Tensor map, Tensor slope, Tensor weight, Tensor bias) {
    Tensor x = leaf(map);
    Tensor w = leaf(weight);
    Tensor b = leaf(bias);
    Tensor y = norm(w, b).apply(x);
    y.mul(slope).sum().backward();
    return List.of(y.detach(), x.grad(), w.grad(), b.grad());
  }

  @Test
  void aFlatMapStaysFinite() {
    try (Scope scope = Scope.open()) {
      Tensor flat = torch.ones(1, CHANNELS, 16, 16).to(ScalarType.BFloat16);
      Tensor x = Tensors.mul(flat, 300).contiguous(MemoryFormat.ChannelsLast);
      Tensor one = torch.ones(CHANNELS).to(ScalarType.BFloat16);
      Tensor y = norm(one, one).apply(x);
      assertTrue(Tensors.scalar(y.abs().max()) < 20, () -> "got " + Tensors.scalar(y.max()));
    }
  }

  private static GroupNorm norm(Tensor weight, Tensor bias) {
    return new GroupNorm(
        Weights.of(Map.of("weight", weight, "bias", bias)), GROUPS, CHANNELS, 1e-5);
  }

  private static Tensor leaf(Tensor values) {
    return values.detach().clone().set_requires_grad(true);
  }
}
