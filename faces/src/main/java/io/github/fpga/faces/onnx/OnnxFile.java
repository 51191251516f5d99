package io.github.fpga.faces.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.github.fpga.tensor.CheckpointException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks through an ONNX file before the runtime gets it: ModelProto of onnx.proto, read as it
 * stands on the wire. A graph that passes consists of known operators, its tensors have the bytes
 * they claim, and nothing outside the model's folder is opened.
 *
 * @param operators the operators of all nodes, in the file's order
 */
record OnnxFile(List<String> operators) {

  /** The largest public face network has 260 MB. */
  static final long MAX_BYTES = 1L << 30;

  private static final int MAX_NODES = 20_000;

  /** Kernels, strides and paddings of face networks are below ten. */
  private static final long MAX_WINDOW = 1024;

  private static final Set<String> WINDOWS =
      Set.of("kernel_shape", "pads", "strides", "dilations", "output_padding", "output_shape");

  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_TRAINING = 20;
  private static final int MODEL_FUNCTIONS = 25;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_TENSOR = 5;
  private static final int GRAPH_SPARSE_TENSOR = 15;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int NODE_DOMAIN = 7;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_FLOATS = 7;
  private static final int ATTRIBUTE_INTS = 8;
  private static final int ATTRIBUTE_TENSORS = 10;
  private static final int ATTRIBUTE_GRAPHS = 11;
  private static final int ATTRIBUTE_SPARSE_TENSOR = 22;

  OnnxFile {
    operators = List.copyOf(operators);
  }

  /**
   * Checks a file.
   *
   * @throws CheckpointException where it is missing, too large, damaged or holds what no face
   *     network needs
   */
  static OnnxFile check(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException("no such model file: " + file);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (Files.size(file) > MAX_BYTES) {
        throw fault(file, "it has %d bytes, at most %d".formatted(Files.size(file), MAX_BYTES));
      }
      List<String> operators = new ArrayList<>();
      OnnxGrowth growth = new OnnxGrowth();
      new Reader(file, CodedInputStream.newInstance(in), operators, growth).model();
      growth.check(file);
      return new OnnxFile(operators);
    } catch (InvalidProtocolBufferException e) {
      throw damaged(file, e.getMessage());
    } catch (IOException e) {
      throw new CheckpointException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Whether the network scales its input itself, as those converted from MXNet do: a subtraction
   * and a product among its first eight nodes (the rule of insightface's Python package).
   */
  boolean scalesItsInput() {
    List<String> first = operators.subList(0, Math.min(8, operators.size()));
    return first.contains("Sub") && first.contains("Mul");
  }

  static CheckpointException fault(Path file, String what) {
    return new CheckpointException(
        "%s is no usable model: %s. Get the file again or choose another".formatted(file, what));
  }

  private static CheckpointException damaged(Path file, String detail) {
    return fault(file, "it is damaged, cut short or no ONNX file (%s)".formatted(detail));
  }

  private record Reader(Path file, CodedInputStream in, List<String> operators, OnnxGrowth growth) {

    void model() throws IOException {
      boolean graph = false;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case MODEL_GRAPH -> {
            graph = true;
            message(tag, bytes -> graph());
          }
          case MODEL_TRAINING -> throw fault(file, "it holds a training graph");
          case MODEL_FUNCTIONS -> throw fault(file, "it defines functions of its own");
          default -> in.skipField(tag);
        }
      }
      if (!graph || operators.isEmpty()) {
        throw fault(file, "it holds no network");
      }
    }

    private void graph() throws IOException {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case GRAPH_NODE -> message(tag, bytes -> node());
          case GRAPH_TENSOR ->
              message(tag, bytes -> OnnxTensorProto.check(in, file, bytes, "", growth));
          case GRAPH_SPARSE_TENSOR -> throw fault(file, "it holds sparse tensors");
          default -> in.skipField(tag);
        }
      }
    }

    private void node() throws IOException {
      String operator = "";
      String domain = "";
      String output = "";
      List<String> inputs = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case NODE_INPUT -> inputs.add(in.readString());
          case NODE_OUTPUT -> output = in.readString();
          case NODE_OPERATOR -> operator = in.readString();
          case NODE_DOMAIN -> domain = in.readString();
          case NODE_ATTRIBUTE -> attribute(tag, inputs, output);
          default -> in.skipField(tag);
        }
      }
      if (!OnnxOperators.allows(domain, operator)) {
        throw fault(
            file,
            "it uses the operator '%s', which no known face network needs"
                .formatted(domain.isEmpty() ? operator : domain + "." + operator));
      }
      growth.node(operator, inputs);
      operators.add(operator);
      if (operators.size() > MAX_NODES) {
        throw fault(file, "it has more than %d nodes".formatted(MAX_NODES));
      }
    }

    /** Older operators keep scales and paddings as attributes, Constant its tensor. */
    private void attribute(int tag, List<String> inputs, String output) throws IOException {
      String own = "attribute " + operators.size();
      inputs.add(own);
      message(tag, bytes -> attribute(output.isEmpty() ? own : output, own));
    }

    private void attribute(String tensorName, String own) throws IOException {
      String name = "";
      long widest = 0;
      double largest = 0;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case ATTRIBUTE_NAME -> name = in.readString();
          case ATTRIBUTE_TENSOR, ATTRIBUTE_TENSORS ->
              message(tag, bytes -> OnnxTensorProto.check(in, file, bytes, tensorName, growth));
          case ATTRIBUTE_FLOATS -> largest = Math.max(largest, largestFloat(tag));
          case ATTRIBUTE_INTS -> widest = Math.max(widest, widest(tag));
          case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS ->
              throw fault(file, "it holds graphs within graphs");
          case ATTRIBUTE_SPARSE_TENSOR -> throw fault(file, "it holds sparse tensors");
          default -> in.skipField(tag);
        }
      }
      growth.constant(own, new OnnxGrowth.SmallTensor(false, largest));
      if (WINDOWS.contains(name) && widest > MAX_WINDOW) {
        throw fault(file, "an operator has %s of %d".formatted(name, widest));
      }
    }

    private double largestFloat(int tag) throws IOException {
      if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return Math.abs(in.readFloat());
      }
      int limit = in.pushLimit(in.readRawVarint32());
      double largest = 0;
      while (!in.isAtEnd()) {
        largest = Math.max(largest, Math.abs(in.readFloat()));
      }
      in.popLimit(limit);
      return largest;
    }

    /** The largest of an attribute's integers, by absolute value. */
    private long widest(int tag) throws IOException {
      if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return absolute(in.readInt64());
      }
      int limit = in.pushLimit(in.readRawVarint32());
      long widest = 0;
      while (!in.isAtEnd()) {
        widest = Math.max(widest, absolute(in.readInt64()));
      }
      in.popLimit(limit);
      return widest;
    }

    private static long absolute(long value) {
      return value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
    }

    /** Reads a message within its own length. */
    private void message(int tag, Part part) throws IOException {
      if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        throw damaged(file, "field %d is no message".formatted(WireFormat.getTagFieldNumber(tag)));
      }
      int bytes = in.readRawVarint32();
      int limit = in.pushLimit(bytes);
      part.read(bytes);
      in.checkLastTagWas(0);
      in.popLimit(limit);
    }
  }

  @FunctionalInterface
  private interface Part {
    void read(long bytes) throws IOException;
  }
}
