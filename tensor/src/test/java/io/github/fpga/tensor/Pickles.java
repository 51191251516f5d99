package io.github.fpga.tensor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles operation by operation, as Python's pickler does and as it never would. */
final class Pickles {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static Pickles protocol(int protocol) {
    return new Pickles().op(0x80, protocol);
  }

  Pickles op(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  Pickles ops(String operations) {
    out.writeBytes(operations.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Pickles global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  Pickles text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X').int32(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Pickles int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  /** Any whole number of 64 bits. */
  Pickles number(long value) {
    op(0x8a, 8);
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  Pickles tuple(long... values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  /** The persistent id of a storage, and the storage. */
  Pickles storage(String type, String key, long elements) {
    return op('(')
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(elements)
        .ops("tQ");
  }

  /** What torch.save writes for a tensor. */
  Pickles tensor(
      String type, String key, long elements, long offset, long[] shape, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage(type, key, elements)
        .number(offset)
        .tuple(shape)
        .tuple(strides)
        .op(0x89)
        .global("collections", "OrderedDict")
        .ops(")RtR");
  }

  /** A row of floats that is a whole storage. */
  Pickles floats(String key, long elements) {
    return tensor("FloatStorage", key, elements, 0, new long[] {elements}, new long[] {1});
  }

  byte[] stop() {
    return op('.').out.toByteArray();
  }
}
