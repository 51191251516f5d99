package io.github.fpga.testkit.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * ONNX files in the form of YuNet and SFace that know one kind of face: a red block of 32 x 32
 * pixels on the grid of the coarsest stride. The face around it is twice as large.
 */
public final class TinyFaceNetworks {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int BLOCK = 32;

  /** Eyes, nose and mouth corners as offsets from the cell's corner, in strides. */
  private static final float[] FIVE = {0.1f, 0.1f, 0.9f, 0.1f, 0.5f, 0.55f, 0.2f, 1, 0.8f, 1};

  private final Message graph = new Message();

  private TinyFaceNetworks() {}

  /** Protocol buffers: numbers and what has a length, after their field's number. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes.toByteArray());
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }
  }

  public static void writeDetector(Path file) {
    TinyFaceNetworks net = new TinyFaceNetworks();
    net.value(11, "input", 1, 3, -1, -1);
    for (int stride : new int[] {8, 16, BLOCK}) {
      float score = stride == BLOCK ? 0.1f : 0;
      net.head("cls_" + stride, stride, score, new float[] {stride == BLOCK ? -12.8f : -20});
      net.head("obj_" + stride, stride, score, new float[] {stride == BLOCK ? -12.8f : -20});
      float twice = (float) Math.log(2);
      net.head("bbox_" + stride, stride, 0, new float[] {0.5f, 0.5f, twice, twice});
      net.head("kps_" + stride, stride, 0, FIVE);
    }
    net.write(file);
  }

  public static void writeRecogniser(Path file) {
    TinyFaceNetworks net = new TinyFaceNetworks();
    net.value(11, "data", 1, 3, 112, 112);
    Random random = new Random(7);
    float[] weights = new float[2 * 3 * 14 * 14];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian() / 1000;
    }
    net.floats("weight", weights, 2, 3, 14, 14);
    net.floats("bias", new float[] {0.1f, -0.1f}, 2);
    net.conv(List.of("data", "weight", "bias"), "map", 14);
    net.node("Flatten", List.of("map"), "fc1", null);
    net.value(12, "fc1", 1, 128);
    net.write(file);
  }

  /** One output of YuNet: a bias a value, plus what red has above green and blue. */
  private void head(String name, int stride, float redness, float[] biases) {
    int area = stride * stride;
    float[] weights = new float[biases.length * 3 * area];
    for (int i = 0; i < weights.length; i++) {
      boolean red = i / area % 3 == 2;
      weights[i] = (red ? redness : -redness) / area;
    }
    floats(name + ".weight", weights, biases.length, 3, stride, stride);
    floats(name + ".bias", biases, biases.length);
    conv(List.of("input", name + ".weight", name + ".bias"), name + ".map", stride);
    node("Transpose", List.of(name + ".map"), name + ".last", ints("perm", 0, 2, 3, 1));
    longs(name + ".shape", 1, -1, biases.length);
    boolean score = biases.length == 1;
    String rows = score ? name + ".rows" : name;
    node("Reshape", List.of(name + ".last", name + ".shape"), rows, null);
    if (score) {
      node("Sigmoid", List.of(rows), name, null);
    }
    value(12, name, 1, -1, biases.length);
  }

  private void conv(List<String> inputs, String output, int stride) {
    Message node = node("Conv", inputs, output);
    node.message(5, ints("kernel_shape", stride, stride));
    node.message(5, ints("strides", stride, stride));
    graph.message(1, node);
  }

  private void node(String operator, List<String> inputs, String output, Message attribute) {
    Message node = node(operator, inputs, output);
    graph.message(1, attribute == null ? node : node.message(5, attribute));
  }

  private static Message node(String operator, List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(3, output + "." + operator).text(4, operator);
  }

  private static Message ints(String name, long... values) {
    Message attribute = new Message().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }

  private void floats(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    tensor(name, FLOAT, raw.array(), shape);
  }

  private void longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    tensor(name, INT64, raw.array(), values.length);
  }

  private void tensor(String name, int type, byte[] raw, long... shape) {
    Message tensor = new Message();
    for (long side : shape) {
      tensor.number(1, side);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
  }

  /** An input (11) or output (12); -1 for a side that is free. */
  private void value(int field, String name, int... shape) {
    Message sides = new Message();
    for (int i = 0; i < shape.length; i++) {
      Message side = new Message();
      sides.message(1, shape[i] < 0 ? side.text(2, name + i) : side.number(1, shape[i]));
    }
    Message type = new Message().message(1, new Message().number(1, FLOAT).message(2, sides));
    graph.message(field, new Message().text(1, name).message(2, type));
  }

  private void write(Path file) {
    graph.text(2, "tiny");
    Message opset = new Message().number(2, 13);
    Message model = new Message().number(1, 7).message(7, graph).message(8, opset);
    try {
      Files.write(file, model.bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
