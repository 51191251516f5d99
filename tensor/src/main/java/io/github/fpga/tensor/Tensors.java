package io.github.fpga.tensor;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Conversions and the few operations that libtorch's Java signatures make unwieldy. What is made
 * here is on the engine's device.
 */
public final class Tensors {

  private Tensors() {}

  public static Tensor cat(long dim, Tensor... parts) {
    try (TensorVector vector = new TensorVector(parts)) {
      return torch.cat(vector, dim);
    }
  }

  public static Tensor cat(long dim, List<Tensor> parts) {
    return cat(dim, parts.toArray(Tensor[]::new));
  }

  public static Tensor stack(long dim, List<Tensor> parts) {
    try (TensorVector vector = new TensorVector(parts.toArray(Tensor[]::new))) {
      return torch.stack(vector, dim);
    }
  }

  /** The same values, maps and kernels (of four dimensions) with their channels last in memory. */
  public static Tensor channelsLast(Tensor x) {
    return x.dim() == 4 ? x.contiguous(MemoryFormat.ChannelsLast) : x;
  }

  public static Tensor mul(Tensor x, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return x.mul(scalar);
    }
  }

  public static Tensor add(Tensor x, double summand) {
    try (Scalar scalar = new Scalar(summand)) {
      return x.add(scalar);
    }
  }

  /** a * x + b * y. */
  public static Tensor combine(double a, Tensor x, double b, Tensor y) {
    try (Scalar sb = new Scalar(b)) {
      return mul(x, a).add(y, sb);
    }
  }

  /** The values in row-major order, whatever the layout and floating type. */
  public static float[] floats(Tensor tensor) {
    try (Scope scope = Scope.open()) {
      float[] values = new float[Math.toIntExact(tensor.numel())];
      if (values.length > 0) {
        tensor.detach().cpu().to(ScalarType.Float).contiguous().data_ptr_float().get(values);
      }
      return values;
    }
  }

  /** The value of a one-element tensor of any type. */
  public static double scalar(Tensor tensor) {
    if (tensor.numel() != 1) {
      throw new IllegalArgumentException("not one element but " + tensor.numel());
    }
    try (Scope scope = Scope.open()) {
      return tensor.detach().cpu().to(ScalarType.Double).data_ptr_double().get();
    }
  }

  public static Tensor of(float[] values, long... shape) {
    return Engine.place(Tensor.create(values, shape));
  }

  public static Tensor of(double[] values, long... shape) {
    return Engine.place(Tensor.create(values, shape));
  }

  public static Tensor of(long[] values, long... shape) {
    return Engine.place(Tensor.create(values, shape));
  }

  /** Zeros in fp32. */
  public static Tensor zeros(long... shape) {
    return Engine.place(torch.zeros(shape));
  }

  /** Ones in fp32. */
  public static Tensor ones(long... shape) {
    return Engine.place(torch.ones(shape));
  }
}
