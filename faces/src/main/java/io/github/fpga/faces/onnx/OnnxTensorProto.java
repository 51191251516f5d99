package io.github.fpga.faces.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads what must hold of a tensor stored in an ONNX file: TensorProto of onnx.proto. */
final class OnnxTensorProto {

  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int INT64_DATA = 7;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  /** Scales, paddings and sizes have at most two numbers for each of four sides. */
  private static final int SMALL_BYTES = 64;

  /** Bytes of an element by data type: FLOAT, UINT8, INT8, UINT16, INT16, INT32, INT64, ... */
  private static final int[] ELEMENT_BYTES = {0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8};

  private final Path file;
  private String name = "";
  private long elements = 1;
  private int type;
  private long rawBytes = -1;
  private double largest;
  private byte[] small = {};
  private boolean external;
  private final Map<String, String> place = new HashMap<>();

  private OnnxTensorProto(Path file) {
    this.file = file;
  }

  /**
   * Checks a tensor; the stream is limited to its message.
   *
   * @param messageBytes the message's length: no tensor may claim more elements than it has bytes
   * @param name what nodes call it; empty to use its own name
   * @param growth is told the numbers of a small tensor
   */
  static void check(
      CodedInputStream in, Path file, long messageBytes, String name, OnnxGrowth growth)
      throws IOException {
    OnnxTensorProto tensor = new OnnxTensorProto(file);
    tensor.read(in);
    tensor.check(messageBytes);
    if (tensor.type == FLOAT || tensor.type == INT64) {
      tensor.readSmall();
      growth.constant(
          name.isEmpty() ? tensor.name : name,
          new OnnxGrowth.SmallTensor(tensor.type == INT64, tensor.largest));
    }
  }

  private void read(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case DIMS -> readDims(in, tag);
        case DATA_TYPE -> type = in.readInt32();
        case NAME -> name = in.readString();
        case FLOAT_DATA, INT64_DATA -> readTyped(in, tag);
        case RAW_DATA -> {
          rawBytes = in.readRawVarint32();
          if (rawBytes >= 0 && rawBytes <= SMALL_BYTES) {
            small = in.readRawBytes((int) rawBytes);
          } else {
            in.skipRawBytes((int) rawBytes);
          }
        }
        case EXTERNAL_DATA -> readPlace(in);
        case DATA_LOCATION -> external = in.readEnum() == 1;
        default -> in.skipField(tag);
      }
    }
  }

  private void readDims(CodedInputStream in, int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      multiply(in.readInt64());
      return;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      multiply(in.readInt64());
    }
    in.popLimit(limit);
  }

  /** Numbers in fields of their own type: float_data and int64_data. */
  private void readTyped(CodedInputStream in, int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      note(readNumber(in, tag));
      return;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      note(readNumber(in, tag));
    }
    in.popLimit(limit);
  }

  private static double readNumber(CodedInputStream in, int tag) throws IOException {
    return WireFormat.getTagFieldNumber(tag) == FLOAT_DATA ? in.readFloat() : in.readInt64();
  }

  /** Raw numbers, once their type is known. */
  private void readSmall() {
    ByteBuffer raw = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);
    while (raw.hasRemaining()) {
      note(type == FLOAT ? raw.getFloat() : raw.getLong());
    }
  }

  /** The largest absolute value; once not a number, it stays so. */
  private void note(double value) {
    largest = Math.max(largest, Math.abs(value));
  }

  private void multiply(long dim) {
    if (dim < 0 || dim > 0 && elements > Long.MAX_VALUE / dim) {
      throw OnnxFile.fault(file, "its tensor '%s' has a side of %d".formatted(name, dim));
    }
    elements *= dim;
  }

  /** StringStringEntryProto: key 1, value 2. */
  private void readPlace(CodedInputStream in) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    String key = "";
    String value = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> key = in.readString();
        case 2 -> value = in.readString();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    place.put(key, value);
  }

  private void check(long messageBytes) throws IOException {
    if (external || !place.isEmpty()) {
      checkExternal();
    } else if (elements > messageBytes) {
      throw OnnxFile.fault(
          file, "its tensor '%s' claims %d elements, which it lacks".formatted(name, elements));
    } else if (rawBytes >= 0 && elementBytes() > 0 && rawBytes != elements * elementBytes()) {
      throw OnnxFile.fault(
          file, "its tensor '%s' has %d bytes for %d elements".formatted(name, rawBytes, elements));
    }
  }

  private int elementBytes() {
    return type >= 0 && type < ELEMENT_BYTES.length ? ELEMENT_BYTES[type] : 0;
  }

  /** Data in a file of its own must lie in the model's folder, and there must be enough of it. */
  private void checkExternal() throws IOException {
    String location = place.getOrDefault("location", "");
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path data;
    try {
      data = folder.resolve(location.replace('\\', '/')).normalize();
    } catch (InvalidPathException e) {
      throw OnnxFile.fault(file, "its tensor '%s' lies in '%s'".formatted(name, location));
    }
    if (location.isEmpty() || Path.of(location).isAbsolute() || !data.startsWith(folder)) {
      throw OnnxFile.fault(
          file,
          "its tensor '%s' lies in '%s', outside the model's folder".formatted(name, location));
    }
    if (!Files.isRegularFile(data)) {
      throw OnnxFile.fault(
          file, "its tensor '%s' lies in '%s', which is not beside it".formatted(name, location));
    }
    long offset = number("offset", 0);
    long length = number("length", Files.size(data) - offset);
    if (offset < 0
        || length < 0
        || length > Files.size(data) - offset
        || elements > length
        || elementBytes() * elements > length) {
      throw OnnxFile.fault(
          file, "its tensor '%s' reaches beyond the end of '%s'".formatted(name, location));
    }
  }

  private long number(String key, long otherwise) {
    try {
      return place.containsKey(key) ? Long.parseLong(place.get(key)) : otherwise;
    } catch (NumberFormatException e) {
      throw OnnxFile.fault(
          file, "its tensor '%s' has the %s '%s'".formatted(name, key, place.get(key)));
    }
  }
}
