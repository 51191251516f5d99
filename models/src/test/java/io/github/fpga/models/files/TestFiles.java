package io.github.fpga.models.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Files in foreign layouts, made from networks in our own. */
final class TestFiles {

  private TestFiles() {}

  /** Tensors of a tree by key, in fp16; owned by the caller's scope. */
  static Map<String, Tensor> tensors(Weights weights, Map<String, long[]> shapes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (key, shape) ->
            tensors.put(
                key,
                weights.parameter(key, Init.normal(1), shape).value().to(Precision.FP16.type())));
    return tensors;
  }

  /** Asserts that a tree has these fp16 tensors, converted to fp32, and nothing else. */
  static void assertHolds(Weights weights, Map<String, Tensor> expected) {
    try (Scope scope = Scope.open()) {
      weights
          .converted(Precision.FP32.type())
          .build(
              w -> {
                expected.forEach(
                    (key, tensor) -> {
                      long[] shape = Shapes.of(tensor);
                      Tensor actual = w.parameter(key, Init.ZEROS, shape).value();
                      assertEquals(Precision.FP32.type(), actual.scalar_type().intern());
                      assertArrayEquals(Tensors.floats(tensor), Tensors.floats(actual), key);
                    });
                return w;
              });
    }
  }

  static void write(Path file, Map<String, Tensor> tensors) {
    Safetensors.write(file, tensors, Map.of());
  }

  /**
   * Writes a checkpoint of zeros in fp16 as a sparse file, which takes neither disk nor memory.
   *
   * @param shapes by key in the file
   */
  static void writeSparse(Path file, Map<String, long[]> shapes) throws IOException {
    StringBuilder header = new StringBuilder();
    long offset = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      long end = offset + 2 * Shapes.elements(entry.getValue());
      header.append(header.length() == 0 ? "{" : ",");
      header.append(
          "\"%s\":{\"dtype\":\"F16\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(entry.getKey(), Arrays.toString(entry.getValue()), offset, end));
      offset = end;
    }
    byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
      out.write(json);
      out.setLength(8 + json.length + offset);
    }
  }
}
