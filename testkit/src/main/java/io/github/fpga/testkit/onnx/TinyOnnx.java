package io.github.fpga.testkit.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes small ONNX files: the fields of onnx.proto that a feed-forward network needs. */
public final class TinyOnnx {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /** Writes the fields of a message. */
  @FunctionalInterface
  public interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  public static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Any field of the graph, also such as no sound file has. */
  public TinyOnnx field(int number, byte[] message) {
    graph.writeBytes(message(out -> out.writeByteArray(number, message)));
    return this;
  }

  /** The input, a float tensor; a side is a number, or a name where it is free. */
  public TinyOnnx input(String name, Object... shape) {
    return field(11, valueInfo(name, shape));
  }

  public TinyOnnx output(String name, Object... shape) {
    return field(12, valueInfo(name, shape));
  }

  public TinyOnnx weights(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return field(5, tensor(name, FLOAT, shape, raw.array()));
  }

  public TinyOnnx integers(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return field(5, tensor(name, INT64, new long[] {values.length}, raw.array()));
  }

  public TinyOnnx node(String operator, List<String> inputs, String output) {
    return node(operator, inputs, output, Map.of());
  }

  /** An operator with attributes that are lists of integers. */
  public TinyOnnx node(
      String operator, List<String> inputs, String output, Map<String, long[]> attributes) {
    return field(
        1,
        message(
            out -> {
              for (String input : inputs) {
                out.writeString(1, input);
              }
              out.writeString(2, output);
              out.writeString(3, output + "." + operator);
              out.writeString(4, operator);
              for (var attribute : attributes.entrySet()) {
                out.writeByteArray(5, attribute(attribute.getKey(), attribute.getValue()));
              }
            }));
  }

  private static byte[] attribute(String name, long[] values) {
    return message(
        out -> {
          out.writeString(1, name);
          for (long value : values) {
            out.writeInt64(8, value);
          }
          out.writeInt32(20, 7);
        });
  }

  public static byte[] tensor(String name, int type, long[] shape, byte[] raw) {
    return message(
        out -> {
          for (long side : shape) {
            out.writeInt64(1, side);
          }
          out.writeInt32(2, type);
          out.writeString(8, name);
          out.writeByteArray(9, raw);
        });
  }

  /** A float tensor whose data lie in another file. */
  public static byte[] externalTensor(String name, long[] shape, Map<String, String> place) {
    return message(
        out -> {
          for (long side : shape) {
            out.writeInt64(1, side);
          }
          out.writeInt32(2, FLOAT);
          out.writeString(8, name);
          for (var entry : place.entrySet()) {
            out.writeByteArray(
                13,
                message(
                    pair -> {
                      pair.writeString(1, entry.getKey());
                      pair.writeString(2, entry.getValue());
                    }));
          }
          out.writeInt32(14, 1);
        });
  }

  private static byte[] valueInfo(String name, Object[] shape) {
    byte[] dims =
        message(
            out -> {
              for (Object side : shape) {
                out.writeByteArray(1, dim(side));
              }
            });
    byte[] tensorType =
        message(
            out -> {
              out.writeInt32(1, FLOAT);
              out.writeByteArray(2, dims);
            });
    byte[] type = message(out -> out.writeByteArray(1, tensorType));
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, type);
        });
  }

  private static byte[] dim(Object side) {
    return message(
        out -> {
          if (side instanceof Integer number) {
            out.writeInt64(1, number);
          } else {
            out.writeString(2, side.toString());
          }
        });
  }

  public byte[] bytes() {
    return bytes(Map.of());
  }

  /** With more fields of the model, by number. */
  public byte[] bytes(Map<Integer, byte[]> more) {
    byte[] finished =
        message(
            out -> {
              out.writeString(2, "tiny");
              out.writeRawBytes(ByteString.copyFrom(graph.toByteArray()));
            });
    byte[] opset = message(out -> out.writeInt64(2, 13));
    return message(
        out -> {
          out.writeInt64(1, 7);
          out.writeByteArray(7, finished);
          out.writeByteArray(8, opset);
          for (var field : more.entrySet()) {
            out.writeByteArray(field.getKey(), field.getValue());
          }
        });
  }

  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
