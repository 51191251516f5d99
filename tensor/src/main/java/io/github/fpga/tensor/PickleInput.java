package io.github.fpga.tensor;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a pickle, read one value after the other. A length beyond the end is a {@link
 * BufferUnderflowException}, seen before anything is allocated for it.
 */
final class PickleInput {

  private static final int MAX_INTEGER_BYTES = 64;
  private static final int MAX_LINE = 1_000;

  private final ByteBuffer in;

  PickleInput(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return in.position();
  }

  int uint8() {
    return in.get() & 0xff;
  }

  long uint16() {
    return in.getShort() & 0xffffL;
  }

  long int32() {
    return in.getInt();
  }

  long uint32() {
    return in.getInt() & 0xffffffffL;
  }

  long int64() {
    return in.getLong();
  }

  double float64() {
    // The only value that pickles write with its highest byte first.
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  byte[] bytes(long length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  String text(long length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  /** Little-endian with a sign; a Long where it fits. */
  Number integer(long length) {
    if (length > MAX_INTEGER_BYTES) {
      throw new IllegalArgumentException("an integer has %d bytes".formatted(length));
    }
    byte[] bytes = bytes(length);
    for (int i = 0; i < bytes.length / 2; i++) {
      byte low = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = low;
    }
    BigInteger value = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  /** Up to the next line feed, without it. */
  String line() {
    int begin = in.position();
    int length = 0;
    while (in.get() != '\n') {
      if (++length > MAX_LINE) {
        throw new IllegalArgumentException("a name has more than %d bytes".formatted(MAX_LINE));
      }
    }
    byte[] bytes = new byte[length];
    in.get(begin, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
