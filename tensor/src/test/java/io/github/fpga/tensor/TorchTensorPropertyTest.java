package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What the reader lets through is what is inside; numbers come back. */
class TorchTensorPropertyTest {

  @Property
  void windowsAreAcceptedWhereEveryElementIsInside(
      @ForAll @IntRange(max = 40) int elements,
      @ForAll @IntRange(max = 20) int offset,
      @ForAll @Size(3) int[] sizes,
      @ForAll @Size(3) int[] steps) {
    long[] shape = Arrays.stream(sizes).mapToLong(s -> Math.floorMod(s, 5)).toArray();
    long[] strides = Arrays.stream(steps).mapToLong(s -> Math.floorMod(s, 13)).toArray();
    long last = -1;
    long count = 0;
    for (long i = 0; i < shape[0]; i++) {
      for (long j = 0; j < shape[1]; j++) {
        for (long k = 0; k < shape[2]; k++, count++) {
          last = Math.max(last, offset + i * strides[0] + j * strides[1] + k * strides[2]);
        }
      }
    }
    boolean inside = count <= elements && (count == 0 ? offset <= elements : last < elements);
    boolean accepted;
    try {
      TorchTensor.of(
          new TorchStorage("0", StoredType.F32, elements),
          (long) offset,
          boxed(shape),
          boxed(strides));
      accepted = true;
    } catch (IllegalArgumentException e) {
      accepted = false;
    }
    assertEquals(inside, accepted);
  }

  private static Object[] boxed(long[] values) {
    return Arrays.stream(values).boxed().toArray();
  }

  @Property
  void integersOfAnyLength(@ForAll BigInteger value) {
    byte[] big = value.toByteArray();
    byte[] little = new byte[big.length];
    for (int i = 0; i < big.length; i++) {
      little[i] = big[big.length - 1 - i];
    }
    Number read = new PickleInput(ByteBuffer.wrap(little)).integer(little.length);
    assertEquals(value, new BigInteger(read.toString()));
    assertEquals(value.bitLength() < Long.SIZE, read instanceof Long);
  }
}
