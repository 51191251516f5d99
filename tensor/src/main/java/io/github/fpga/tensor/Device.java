package io.github.fpga.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** Where tensors are and networks compute. */
public enum Device {
  CPU(DeviceType.CPU),

  /** The first NVIDIA card, of those that the variable CUDA_VISIBLE_DEVICES leaves. */
  CUDA(DeviceType.CUDA),

  /** Nowhere: shapes and formats without numbers, which no user asks for; checks networks. */
  META(DeviceType.Meta);

  private final DeviceType type;

  Device(DeviceType type) {
    this.type = type;
  }

  /**
   * From {@code cpu} or {@code cuda}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Device parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "cpu" -> CPU;
      case "cuda" -> CUDA;
      default -> throw new IllegalArgumentException("no device '%s': cpu or cuda".formatted(name));
    };
  }

  /** Whether a tensor is here. */
  public boolean holds(Tensor tensor) {
    try (org.bytedeco.pytorch.Device place = tensor.device()) {
      return place.type().intern() == type;
    }
  }

  /** The tensor on this device; the same tensor where it already is. */
  Tensor place(Tensor tensor) {
    if (this == CPU && tensor.is_cpu()) {
      return tensor;
    }
    try (org.bytedeco.pytorch.Device here = new org.bytedeco.pytorch.Device(type)) {
      return tensor.to(here, tensor.scalar_type());
    }
  }

  /** Throws IllegalArgumentException, saying what to do, where this machine or build lacks it. */
  void requireAvailable() {
    if (this == CUDA && !torch.cuda_is_available()) {
      throw new IllegalArgumentException(
          "there is no CUDA: either this build computes on the CPU alone (build it with"
              + " FPGA_BUILD=-Pcuda, see docs/models.md), or this machine has no NVIDIA card and"
              + " driver (nvidia-smi shows them); leave out --device cuda to compute on the CPU");
    }
  }
}
