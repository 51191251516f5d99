package io.github.fpga.tensor;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Where a tensor lies in a mapped file; whoever makes one has checked that it lies inside.
 *
 * @param strides in elements; null for a tensor in row-major order
 * @param begin offset of the first element into the file, in bytes
 * @param bytes length from the first to behind the last element
 */
record StoredTensor(
    MappedFile file, StoredType type, long[] shape, long[] strides, long begin, long bytes) {

  /** The tensor in row-major order, a view of the mapping where possible; owned by the caller. */
  Tensor open(String key) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor raw = file.bytes(begin, bytes);
      if (begin % type.bytes != 0) {
        raw = raw.clone();
      }
      if (type == StoredType.BOOL) {
        requireTruthValues(key, raw);
      }
      Tensor flat = raw.view(type.type);
      // An empty tensor has no elements for strides to reach.
      boolean plain = strides == null || Shapes.elements(shape) == 0;
      return Scope.own(plain ? flat.view(shape) : flat.as_strided(shape, strides).contiguous());
    }
  }

  /** Other values than 0 and 1 in a boolean are undefined behaviour in libtorch. */
  private void requireTruthValues(String key, Tensor raw) {
    if (raw.numel() > 0 && Tensors.scalar(raw.max()) > 1) {
      throw new CheckpointException(
          "%s: tensor \"%s\" has values other than 0 and 1 in a BOOL tensor. Fetch or write the file again."
              .formatted(file, key));
    }
  }
}
