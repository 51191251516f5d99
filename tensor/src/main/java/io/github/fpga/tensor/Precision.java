package io.github.fpga.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The number format a network computes in; masters, losses and samplers stay in fp32. */
public enum Precision {
  FP32(ScalarType.Float),
  BF16(ScalarType.BFloat16),
  FP16(ScalarType.Half);

  private final ScalarType type;

  Precision(ScalarType type) {
    this.type = type;
  }

  public ScalarType type() {
    return type;
  }

  /** The tensor in this format; the same tensor where it already is. */
  public Tensor cast(Tensor tensor) {
    return tensor.to(type);
  }
}
