package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Torch files that attack the reader: each is refused, says why, and does nothing. */
class HostileTorchTest {

  private static final Map<String, byte[]> DATA = Map.of("0", TorchFiles.floats(1, 2));
  private static final byte[] GOOD =
      Pickles.protocol(2).ops("}(").text("w").floats("0", 2).ops("u").stop();

  @TempDir Path folder;

  private String refused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("hostile.ckpt"), bytes);
    String message =
        assertThrows(CheckpointException.class, () -> Checkpoint.open(file)).getMessage();
    assertTrue(message.contains(file.toString()), message);
    return message;
  }

  private void assertRefused(Pickles pickle, String part) throws IOException {
    String message = refused(TorchFiles.zip(pickle.stop(), DATA));
    assertTrue(message.contains(part), part + " in: " + message);
  }

  @Test
  void foreignGlobalsByName() throws IOException {
    Path proof = folder.resolve("proof");
    Map<String, String> globals = new LinkedHashMap<>();
    globals.put("os", "system");
    globals.put("posix", "system");
    globals.put("subprocess", "Popen");
    globals.put("builtins", "eval");
    globals.put("__builtin__", "getattr");
    globals.put("torch", "load");
    globals.put("torch.hub", "load");
    globals.put("torch._utils", "_rebuild_from_type");
    globals.put("collections", "OrderedDict.__init__");
    globals.put("numpy", "load");
    for (Map.Entry<String, String> global : globals.entrySet()) {
      for (boolean stacked : new boolean[] {false, true}) {
        Pickles pickle = Pickles.protocol(4);
        if (stacked) {
          pickle.text(global.getKey()).text(global.getValue()).op(0x93);
        } else {
          pickle.global(global.getKey(), global.getValue());
        }
        pickle.text("touch " + proof).op(0x85, 'R');
        String name = global.getKey() + "." + global.getValue();
        assertRefused(pickle, "asks for the global " + name);
      }
    }
    assertFalse(Files.exists(proof));
  }

  @Test
  void inTheOlderFormatToo() throws IOException {
    byte[] pickle = Pickles.protocol(2).global("os", "system").text("id").op(0x85, 'R').stop();
    String message = refused(TorchFiles.legacy(pickle, List.of(), Map.of(), 4));
    assertTrue(message.contains("the global os.system"), message);
  }

  @Test
  void inAPickleWithoutATorchFileAroundIt() throws IOException {
    byte[] pickle = Pickles.protocol(4).text("os").text("system").op(0x93).stop();
    assertContains(pickle, "the global os.system");
    assertContains(Pickles.protocol(2).ops("}").stop(), "none of torch.save");
  }

  @Test
  void nestingAndSizes() throws IOException {
    assertRefused(Pickles.protocol(2).ops("(".repeat(5000)), "nested more than 1000 deep");
    String deep = "]".repeat(5000) + "a".repeat(4999);
    assertRefused(Pickles.protocol(2).ops(deep), "nested more than 32 deep");
    assertRefused(Pickles.protocol(2).ops("]2a"), "nested more than 32 deep");
    assertRefused(Pickles.protocol(2).ops("N".repeat(1_000_001)), "more than 1000000 objects");
    assertRefused(Pickles.protocol(2).ops("N0".repeat(2_100_000)), "steps");
    Pickles memo = Pickles.protocol(2).ops("N");
    for (int i = 0; i <= 1_000_000; i++) {
      memo.op('r').int32(i * 4001);
    }
    assertRefused(memo, "memo has more than");
    // Thirty lists, each holding the one before ten times over.
    Pickles laughs = Pickles.protocol(2).ops("]q").op(0);
    for (int i = 0; i < 30; i++) {
      laughs.ops("](" + "h\0".repeat(10) + "eq").op(0);
    }
    assertRefused(laughs, "too many");
    assertRefused(Pickles.protocol(2).op('X').int32(-1), "cut off");
    assertRefused(Pickles.protocol(4).op(0x8d).ops("\377\377\377\377\377\377\377\177"), "cut off");
    assertRefused(Pickles.protocol(2).op(0x8b).int32(Integer.MAX_VALUE), "an integer has");
  }

  @Test
  void pickleFaults() throws IOException {
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put("0", "stack is empty");
    cases.put("t", "no mark");
    cases.put("h\7", "memo has no object 7");
    cases.put("]}}s", "sets items");
    cases.put("}]Ns", "no plain value");
    cases.put("}Na", "no list");
    cases.put("}(Nu", "no dictionary");
    cases.put("N)R", "no function");
    cases.put("NNb", "none");
    cases.put("NQ", "tuple");
    cases.put(")Q", "no storage");
    cases.put("i", "unknown operation 0x69");
    cases.put("P1\n", "unknown operation 0x50");
    cases.put("]", "no tensors");
    cases.put("N(0", "stack is empty");
    for (Map.Entry<String, String> faulty : cases.entrySet()) {
      assertRefused(Pickles.protocol(2).ops(faulty.getKey()), faulty.getValue());
    }
    Pickles unpaired = Pickles.protocol(2).global("collections", "OrderedDict");
    assertRefused(unpaired.ops("]Na").op(0x85, 'R'), "something else than pairs");
    assertRefused(Pickles.protocol(1), "protocol is 1");
    assertRefused(Pickles.protocol(9), "protocol is 9");
  }

  @Test
  void tensorsBeyondTheirStorage() throws IOException {
    long[][][] windows = {
      {{3}, {1}, {0}},
      {{2}, {1}, {1}},
      {{2}, {2}, {0}},
      {{1000000}, {0}, {0}},
      {{Long.MAX_VALUE, 2}, {1, 1}, {0}},
      {{2}, {Long.MAX_VALUE}, {0}},
      {{1}, {1}, {Long.MAX_VALUE}},
      {{0, Long.MAX_VALUE, 3}, {1, 1, 1}, {0}},
      {{2, 1}, {1}, {0}},
    };
    for (long[][] w : windows) {
      Pickles pickle = Pickles.protocol(2).tensor("FloatStorage", "0", 2, w[2][0], w[0], w[1]);
      String message = refused(TorchFiles.zip(pickle.stop(), DATA));
      assertTrue(
          message.contains("does not fit its storage") || message.contains("has the strides"),
          Arrays.deepToString(w) + message);
    }
    long[] one = {1};
    assertRefused(
        Pickles.protocol(2).tensor("FloatStorage", "0", 2, 0, new long[] {-1}, one), "no sizes");
    assertRefused(Pickles.protocol(2).tensor("FloatStorage", "0", 2, -1, one, one), "no size");
    assertRefused(
        Pickles.protocol(2).tensor("FloatStorage", "0", 2, 0, new long[65], new long[65]),
        "no sizes");
    assertRefused(
        Pickles.protocol(2).global("torch._utils", "_rebuild_tensor_v2").ops(")R"),
        "something else than storage");
  }

  @Test
  void storagesThatLie() throws IOException {
    assertRefused(Pickles.protocol(2).floats("0", 3), "has 8 bytes, the pickle says 12");
    assertRefused(Pickles.protocol(2).floats("1", 2), "lacks its entry archive/data/1");
    assertRefused(Pickles.protocol(2).floats("../0", 2), "lacks its entry");
    assertRefused(Pickles.protocol(2).floats("0", -1), "no storage");
    assertRefused(Pickles.protocol(2).floats("0", Long.MAX_VALUE), "no storage");
    assertRefused(
        Pickles.protocol(2)
            .op('(')
            .floats("0", 2)
            .tensor("HalfStorage", "0", 4, 0, new long[] {1}, new long[] {1})
            .op('t'),
        "in two ways");
    assertRefused(
        Pickles.protocol(2)
            .ops("}(")
            .text("a.b")
            .floats("0", 2)
            .text("a")
            .ops("}")
            .text("b")
            .floats("0", 2)
            .ops("su"),
        "called a.b");
    byte[] pickle = Pickles.protocol(2).floats("0", 2).stop();
    String unlisted = refused(TorchFiles.legacy(pickle, List.of(), Map.of(), 4));
    assertTrue(unlisted.contains("lacks the storage"), unlisted);
    String lie = refused(TorchFiles.legacy(pickle, List.of("0"), DATA, 8));
    assertTrue(lie.contains("has 1 elements, the pickle says 2"), lie);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] zip = TorchFiles.zip(GOOD, DATA);
    byte[] legacy = TorchFiles.legacy(GOOD, List.of("0"), DATA, 4);
    assertTrue(Checkpoint.open(Files.write(folder.resolve("zip"), zip)).has("w"));
    assertTrue(Checkpoint.open(Files.write(folder.resolve("old"), legacy)).has("w"));
    for (byte[] whole : List.of(zip, legacy)) {
      for (int n = 0; n < whole.length; n++) {
        // A new file each time: shortening one that is mapped kills the process.
        Files.deleteIfExists(folder.resolve("hostile.ckpt"));
        refused(Arrays.copyOf(whole, n));
      }
    }
  }

  @Test
  void archivesThatLie() throws IOException {
    byte[] good = TorchFiles.zip(GOOD, DATA);
    int central = find(good, 0x02014b50, 0);
    int end = find(good, 0x06054b50, 0);
    Map<Integer, String> lies = new LinkedHashMap<>();
    lies.put(central + 20, "sizes"); // compressed size
    lies.put(central + 42, "at byte"); // place of the entry
    lies.put(end + 12, "directory"); // bytes of the directory
    lies.put(end + 16, "directory"); // place of the directory
    for (Map.Entry<Integer, String> lie : lies.entrySet()) {
      for (int value : new int[] {-2, Integer.MAX_VALUE, 5}) {
        byte[] bad = good.clone();
        ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(lie.getKey(), value);
        Files.deleteIfExists(folder.resolve("hostile.ckpt"));
        String message = refused(bad);
        assertTrue(message.contains(lie.getValue()), lie + " " + value + message);
      }
    }
    byte[] large = good.clone();
    ByteBuffer wrapped = ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN);
    wrapped.putInt(central + 20, 1 << 30).putInt(central + 24, 1 << 30);
    assertContains(large, "more than the file");
    wrapped.putInt(central + 20, good.length / 2).putInt(central + 24, good.length / 2);
    assertContains(large, "overlaps");
  }

  private void assertContains(byte[] bytes, String part) throws IOException {
    Files.deleteIfExists(folder.resolve("hostile.ckpt"));
    String message = refused(bytes);
    assertTrue(message.contains(part), part + " in: " + message);
  }

  private static int find(byte[] bytes, int signature, int from) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i <= bytes.length - 4; i++) {
      if (buffer.getInt(i) == signature) {
        return i;
      }
    }
    throw new AssertionError("no such record");
  }

  @Test
  void archivesOfSomethingElse() throws IOException {
    byte[] text = "x".getBytes(StandardCharsets.US_ASCII);
    assertContains(
        TorchFiles.archive(Map.of("readme.txt", text), ZipEntry.STORED), "with 0 data.pkl");
    assertContains(
        TorchFiles.archive(Map.of("a/data.pkl", GOOD, "b/data.pkl", GOOD), ZipEntry.STORED),
        "with 2 data.pkl");
    assertContains(
        TorchFiles.archive(Map.of("a/data.pkl", GOOD, "a/constants.pkl", text), ZipEntry.STORED),
        "TorchScript");
    assertContains(TorchFiles.archive(Map.of("a/data.pkl", GOOD), ZipEntry.DEFLATED), "compressed");
    assertContains(
        TorchFiles.archive(
            Map.of("a/data.pkl", GOOD, "a/byteorder", "big".getBytes(StandardCharsets.US_ASCII)),
            ZipEntry.STORED),
        "little-endian");
    assertContains(
        "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII),
        "Git LFS pointer");
    assertContains("<!DOCTYPE html>".getBytes(StandardCharsets.US_ASCII), "a web page");
    assertContains(Pickles.protocol(2).op(0x8a, 10).ops("0123456789").stop(), "none of torch.save");
  }
}
