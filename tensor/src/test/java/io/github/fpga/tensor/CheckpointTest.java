package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  @TempDir Path folder;

  private Path path(String name) {
    return folder.resolve(name);
  }

  /** A file of a header and zeros. */
  static byte[] bytes(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private Path file(String header, int dataBytes) throws IOException {
    return Files.write(path("hostile.safetensors"), bytes(header, dataBytes));
  }

  @Test
  void everyTypeComesBack() {
    Path file = path("a.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      Tensor base = Tensors.of(new float[] {0, 1, 0, 1, 1, 0}, 2, 3);
      for (StoredType stored : StoredType.values()) {
        tensors.put("t." + stored, base.to(stored.type));
      }
      tensors.put("scalar", Tensors.of(new float[] {3.5f}));
      tensors.put("empty", Tensors.of(new float[0], 2, 0));
      tensors.put("transposed", Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).t());
      tensors.put("näme \" \\ \n", Tensors.of(new long[] {1L << 40}, 1));
      Safetensors.write(file, tensors, Map.of("b", "ü", "a", "x"));

      Checkpoint checkpoint = Checkpoint.open(file);
      assertEquals(tensors.keySet(), new java.util.HashSet<>(checkpoint.keys()));
      assertEquals(Map.of("b", "ü", "a", "x"), checkpoint.metadata());
      for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
        Tensor read = checkpoint.tensor(e.getKey());
        assertEquals(e.getValue().scalar_type().value, read.scalar_type().value, e.getKey());
        assertEquals(e.getValue().scalar_type().value, checkpoint.type(e.getKey()).value);
        assertArrayEquals(Shapes.of(e.getValue()), Shapes.of(read), e.getKey());
        assertArrayEquals(Shapes.of(e.getValue()), checkpoint.shape(e.getKey()), e.getKey());
        assertTrue(e.getValue().equal(read), e.getKey());
        assertTrue(read.is_contiguous());
      }
      assertSame(checkpoint.tensor("scalar"), checkpoint.tensor("scalar"));
    }
  }

  @Test
  void halfPrecisionKeepsEveryBit() {
    Path file = path("a.safetensors");
    short[] patterns = new short[1 << 16];
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = (short) i;
    }
    try (Scope scope = Scope.open()) {
      Tensor bits = Tensor.create(patterns, patterns.length);
      Safetensors.write(
          file,
          Map.of("h", bits.view(ScalarType.Half), "b", bits.view(ScalarType.BFloat16)),
          Map.of());
      Checkpoint checkpoint = Checkpoint.open(file);
      assertTrue(bits.equal(checkpoint.tensor("h").view(ScalarType.Short)));
      assertTrue(bits.equal(checkpoint.tensor("b").view(ScalarType.Short)));
    }
  }

  @Test
  void theSameTensorsGiveTheSameAlignedFile() throws IOException {
    try (Scope scope = Scope.open()) {
      Tensor a = Tensors.of(new float[] {1, 2, 3}, 3);
      Tensor b = a.to(ScalarType.Half);
      Map<String, Tensor> one = new LinkedHashMap<>();
      one.put("x", a);
      one.put("a", b);
      Map<String, Tensor> other = new LinkedHashMap<>();
      other.put("a", b);
      other.put("x", a);
      Safetensors.write(path("1"), one, Map.of("p", "1", "q", "2"));
      Safetensors.write(path("2"), other, new java.util.TreeMap<>(Map.of("q", "2", "p", "1")));
      byte[] first = Files.readAllBytes(path("1"));
      assertArrayEquals(first, Files.readAllBytes(path("2")));
      long header = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertEquals(0, header % 8);
      assertEquals("[x, a]", Checkpoint.open(path("1")).keys().toString());
    }
  }

  @Test
  void unalignedTensorsAreCopied() throws IOException {
    byte[] data =
        bytes(
            "{\"u\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"f\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[1,9]}}",
            9);
    ByteBuffer.wrap(data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(data.length - 9)
        .put((byte) 200)
        .putFloat(1.5f)
        .putFloat(-2);
    Checkpoint checkpoint = Checkpoint.open(Files.write(path("u"), data));
    assertEquals(200, Tensors.scalar(checkpoint.tensor("u")));
    assertArrayEquals(new float[] {1.5f, -2}, Tensors.floats(checkpoint.tensor("f")));
  }

  @Test
  void handlesCheckShapesAndKeepTheMapping() throws InterruptedException {
    Path file = path("a.safetensors");
    try (Scope scope = Scope.open()) {
      Safetensors.write(file, Map.of("w", Tensors.of(new float[] {1, 2}, 2)), Map.of());
    }
    Checkpoint checkpoint = Checkpoint.open(file);
    assertNull(checkpoint.get("v", Init.ONES, 2));
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> checkpoint.get("w", Init.ONES, 3));
    assertTrue(e.getMessage().contains("misshaped w"), e.getMessage());
    assertThrows(CheckpointException.class, () -> checkpoint.tensor("v"));
    assertThrows(CheckpointException.class, () -> checkpoint.shape("v"));

    Tensor view = viewOf(file);
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertArrayEquals(new float[] {2}, Tensors.floats(view), "a view outlives its checkpoint");
  }

  private static Tensor viewOf(Path file) {
    return Checkpoint.open(file).tensor("w").narrow(0, 1, 1);
  }

  @Test
  void writingInPlaceStaysOffTheDiskAndReplacingLeavesTheOpenFile() throws IOException {
    Path file = path("a.safetensors");
    try (Scope scope = Scope.open()) {
      Tensor tensor = Tensors.of(new float[] {1, 2}, 2);
      Safetensors.write(file, Map.of("w", tensor), Map.of());
      byte[] before = Files.readAllBytes(file);
      Checkpoint first = Checkpoint.open(file);
      first.tensor("w").add_(tensor);
      assertArrayEquals(before, Files.readAllBytes(file));
      Safetensors.write(file, Map.of("w", Tensors.add(tensor, 10)), Map.of());
      assertArrayEquals(new float[] {2, 4}, Tensors.floats(first.tensor("w")));
      assertArrayEquals(new float[] {11, 12}, Tensors.floats(Checkpoint.open(file).tensor("w")));
    }
  }

  /** Java 17 cannot map such a tensor; the file is sparse and takes no room. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void tensorsBeyondTwoGibibytes() throws IOException {
    Path file = path("big.safetensors");
    long big = 3L << 30;
    byte[] head =
        bytes(
            ("{\"big\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                    + "\"end\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}} ")
                .formatted(big / 4, big, big, big + 4),
            0);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(head);
      out.setLength(head.length + big + 4);
      out.seek(head.length + big);
      out.write(new byte[] {0, 0, (byte) 0xc0, 0x3f});
    }
    try (Scope scope = Scope.open()) {
      Checkpoint checkpoint = Checkpoint.open(file);
      assertEquals(1.5, Tensors.scalar(checkpoint.tensor("end")));
      assertEquals(big / 4, checkpoint.tensor("big").numel());
      assertEquals(0, Tensors.scalar(checkpoint.tensor("big").narrow(0, big / 4 - 1, 1)));
    }
  }

  @Test
  void hostileHeaders() throws IOException {
    Map<String, List<String>> cases = new LinkedHashMap<>();
    cases.put("{", List.of("not valid JSON"));
    cases.put("[]", List.of("not a JSON object"));
    cases.put(" {}", List.of("not a JSON object"));
    cases.put("{} {}", List.of("closing brace"));
    cases.put("{\"a\":1}", List.of("\"a\"", "not described by an object"));
    cases.put("{\"a\":{}}", List.of("\"a\"", "lacks dtype"));
    cases.put("{\"__metadata__\":{\"n\":1}}", List.of("metadata \"n\"", "not text"));
    cases.put(entry("F32", "[2]", "[0,9]"), List.of("\"a\"", "needs 8 bytes", "gives it 9"));
    cases.put(entry("F16", "[2]", "[0,8]"), List.of("needs 4 bytes"));
    cases.put(entry("F32", "[-2]", "[0,8]"), List.of("no list of sizes"));
    cases.put(entry("F32", "[1.5]", "[0,8]"), List.of("no list of sizes"));
    cases.put(entry("F32", "[\"2\"]", "[0,8]"), List.of("no list of sizes"));
    cases.put(entry("F32", "2", "[0,8]"), List.of("not a list"));
    cases.put(entry("F32", "[99999999999999999999]", "[0,8]"), List.of("no list of sizes"));
    cases.put(entry("F32", "[4611686018427387904]", "[0,8]"), List.of("impossible shape"));
    cases.put(entry("F32", "[4294967296,4294967296,4294967296]", "[0,8]"), List.of("impossible"));
    cases.put(entry("F32", "[1" + ",1".repeat(64) + "]", "[0,4]"), List.of("no list of sizes"));
    cases.put(entry("F32", "[0,9223372036854775807]", "[0,0]"), List.of("impossible"));
    cases.put(entry("F32", "[2]", "[8,0]"), List.of("bad data_offsets"));
    cases.put(entry("F32", "[2]", "[0]"), List.of("bad data_offsets"));
    cases.put(entry("F32", "[2]", "[0,4,8]"), List.of("bad data_offsets"));
    cases.put(entry("F32", "[2]", "[-8,0]"), List.of("no list of sizes"));
    cases.put(entry("F32", "[4]", "[0,16]"), List.of("ends at byte 16 of 8", "cut off"));
    cases.put(entry("F32", "[1]", "[4,8]"), List.of("a hole"));
    cases.put(entry("F32", "[1]", "[0,4]"), List.of("end at byte 4", "8 bytes of data"));
    cases.put(entry("F33", "[2]", "[0,8]"), List.of("unknown type F33", "F32 "));
    cases.put(entry("f32", "[2]", "[0,8]"), List.of("unknown type f32"));
    cases.put(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":{}}}",
        List.of("unknown field \"x\""));
    String good = entry("F32", "[2]", "[0,8]");
    String inner = good.substring(1, good.length() - 1);
    cases.put("{" + inner + "," + inner + "}", List.of("not valid JSON", "uplicate", "'a'"));
    cases.put(
        "{" + inner + "," + inner.replace("\"a\"", "\"b\"") + "}", List.of("\"b\"", "overlaps"));
    cases.put(
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        List.of("uplicate"));
    cases.put("{\"a\":" + "[".repeat(5000), List.of("\"a\""));
    for (Map.Entry<String, List<String>> hostile : cases.entrySet()) {
      assertRejected(file(hostile.getKey(), 8), hostile.getValue());
    }
    assertTrue(Checkpoint.open(file(good + "   ", 8)).has("a"), "the base of the cases is good");
  }

  private static String entry(String type, String shape, String offsets) {
    return "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
        .formatted(type, shape, offsets);
  }

  @Test
  void hostileFiles() throws IOException {
    assertRejected(Files.write(path("0"), new byte[0]), List.of("empty"));
    assertRejected(Files.write(path("7"), new byte[7]), List.of("only 7 bytes"));
    assertRejected(path("none"), List.of("no checkpoint file"));
    assertRejected(folder, List.of("not a readable file"));
    byte[] zeros = new byte[100];
    assertRejected(Files.write(path("z"), zeros), List.of("not a JSON object"));
    for (long length : new long[] {93, 100_000_001, Long.MAX_VALUE, -1}) {
      byte[] data = bytes("{}", 90);
      ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertRejected(
          Files.write(path("l"), data),
          List.of("header of " + Long.toUnsignedString(length) + " bytes"));
    }
    byte[] broken = bytes(entry("F32", "[2]", "[0,8]"), 8);
    broken[10] = (byte) 0xff;
    assertRejected(Files.write(path("utf"), broken), List.of("not valid UTF-8"));
    byte[] bool = bytes(entry("BOOL", "[8]", "[0,8]"), 8);
    bool[bool.length - 1] = 2;
    Checkpoint checkpoint = Checkpoint.open(Files.write(path("bool"), bool));
    CheckpointException e = assertThrows(CheckpointException.class, () -> checkpoint.tensor("a"));
    assertTrue(e.getMessage().contains("BOOL"), e.getMessage());
  }

  @Test
  void everyTruncationIsRejected() throws IOException {
    byte[] whole = bytes(entry("F32", "[2]", "[0,8]"), 8);
    for (int n = 0; n < whole.length; n++) {
      assertRejected(Files.write(path("cut"), Arrays.copyOf(whole, n)), List.of());
    }
  }

  private static void assertRejected(Path file, List<String> parts) {
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> Checkpoint.open(file), file::toString);
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), part + " in: " + e.getMessage());
    }
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws IOException {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors = Map.of("w", Tensors.of(new float[] {1}, 1));
      Path blocked = Files.writeString(path("plain"), "x").resolve("a.safetensors");
      CheckpointException e =
          assertThrows(
              CheckpointException.class, () -> Safetensors.write(blocked, tensors, Map.of()));
      assertTrue(e.getMessage().contains(blocked.toString()), e.getMessage());
      String full =
          Safetensors.failure(path("a"), List.of(), new IOException("No space left on device"));
      assertTrue(full.contains("No space left on device"), full);
      assertTrue(full.contains("free"), full);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Safetensors.write(
                  path("a"), Map.of("c", tensors.get("w").to(ScalarType.ComplexFloat)), Map.of()));
      assertThrows(
          IllegalArgumentException.class,
          () -> Safetensors.write(path("a"), Map.of("__metadata__", tensors.get("w")), Map.of()));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing half-written remains");
    }
  }
}
