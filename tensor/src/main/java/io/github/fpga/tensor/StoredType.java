package io.github.fpga.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The number formats of safetensors files that libtorch has too, the widest first. */
enum StoredType {
  F64(ScalarType.Double, 8),
  I64(ScalarType.Long, 8),
  F32(ScalarType.Float, 4),
  I32(ScalarType.Int, 4),
  F16(ScalarType.Half, 2),
  BF16(ScalarType.BFloat16, 2),
  I16(ScalarType.Short, 2),
  I8(ScalarType.Char, 1),
  U8(ScalarType.Byte, 1),
  BOOL(ScalarType.Bool, 1);

  final ScalarType type;
  final int bytes;

  StoredType(ScalarType type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** The format of this name, or null. */
  static StoredType named(String name) {
    for (StoredType stored : values()) {
      if (stored.name().equals(name)) {
        return stored;
      }
    }
    return null;
  }

  /**
   * The format for tensors of this type.
   *
   * @throws IllegalArgumentException where files have none
   */
  static StoredType of(ScalarType type) {
    for (StoredType stored : values()) {
      if (stored.type.value == type.value) {
        return stored;
      }
    }
    throw new IllegalArgumentException(
        "tensors of type %s cannot be stored, convert them to one of %s".formatted(type, names()));
  }

  static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(" "));
  }
}
