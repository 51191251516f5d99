package io.github.fpga.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/** Writes safetensors files; {@link Checkpoint} reads them. */
public final class Safetensors {

  /** Bytes handed to the file at once. */
  private static final long CHUNK = 16L << 20;

  private Safetensors() {}

  /**
   * Writes tensors to a file, whole or not at all. The same tensors give the same bytes: wide types
   * come first (so every tensor is aligned), then keys in order. Tensors are written one after the
   * other without collecting them in memory.
   *
   * @param tensors by key; any layout and device, each in its own number format
   * @param metadata free text by name
   * @throws CheckpointException where the disk is full or the file cannot be written; an older file
   *     of this name then stays as it was
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    if (tensors.containsKey("__metadata__")) {
      throw new IllegalArgumentException("no tensor may be called __metadata__");
    }
    List<Item> items =
        tensors.entrySet().stream()
            .map(e -> Item.of(e.getKey(), e.getValue()))
            .sorted(Comparator.comparing((Item i) -> -i.type().bytes).thenComparing(Item::key))
            .toList();
    try {
      AtomicFiles.write(
          file,
          partial -> {
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
              write(channel, items, metadata);
            }
          });
    } catch (IOException e) {
      throw new CheckpointException(failure(file, items, e), e);
    }
  }

  static void write(WritableByteChannel channel, List<Item> items, Map<String, String> metadata)
      throws IOException {
    byte[] header = header(items, metadata);
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(header.length).flip();
    writeFully(channel, length);
    writeFully(channel, ByteBuffer.wrap(header));
    for (Item item : items) {
      data(channel, item.tensor());
    }
  }

  /** The header, padded with spaces so that the data behind it starts at a multiple of 8 bytes. */
  private static byte[] header(List<Item> items, Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> e : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(e.getKey(), e.getValue());
        }
        json.writeEndObject();
      }
      long offset = 0;
      for (Item item : items) {
        json.writeObjectFieldStart(item.key());
        json.writeStringField("dtype", item.type().name());
        json.writeFieldName("shape");
        json.writeArray(item.shape(), 0, item.shape().length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {offset, offset + item.bytes()}, 0, 2);
        json.writeEndObject();
        offset += item.bytes();
      }
      json.writeEndObject();
    }
    byte[] text = out.toByteArray();
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void data(WritableByteChannel channel, Tensor tensor) throws IOException {
    try (Scope scope = Scope.open()) {
      Tensor flat = tensor.detach().cpu().contiguous();
      long size = flat.nbytes();
      if (size == 0) {
        return;
      }
      BytePointer bytes = new BytePointer(flat.data_ptr());
      for (long at = 0; at < size; at += CHUNK) {
        bytes.position(at).limit(Math.min(size, at + CHUNK));
        writeFully(channel, bytes.asByteBuffer());
      }
    }
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer buffer)
      throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  static String failure(Path file, List<Item> items, IOException cause) {
    long needed = items.stream().mapToLong(Item::bytes).sum() >> 20;
    String free;
    try {
      Path folder = file.toAbsolutePath().getParent();
      free = (Files.getFileStore(folder).getUsableSpace() >> 20) + " MiB";
    } catch (IOException e) {
      free = "an unknown amount";
    }
    return "cannot write %s: %s (it needs %d MiB, the disk has %s free; an older file is unchanged)"
        .formatted(file, cause, needed, free);
  }

  /** A tensor and what the header says of it. */
  record Item(String key, Tensor tensor, StoredType type, long[] shape) {

    static Item of(String key, Tensor tensor) {
      return new Item(key, tensor, StoredType.of(tensor.scalar_type()), Shapes.of(tensor));
    }

    long bytes() {
      return Shapes.elements(shape) * type.bytes;
    }
  }
}
