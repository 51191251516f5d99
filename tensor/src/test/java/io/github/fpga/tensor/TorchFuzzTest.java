package io.github.fpga.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in a torch file: it opens, or it throws a CheckpointException. */
class TorchFuzzTest {

  private static final Map<String, byte[]> DATA = Map.of("0", TorchFiles.floats(1, 2, 3, 4));
  private static final byte[] PICKLE =
      Pickles.protocol(2)
          .ops("}(")
          .text("w")
          .tensor("FloatStorage", "0", 4, 0, new long[] {2, 2}, new long[] {2, 1})
          .text("v")
          .tensor("FloatStorage", "0", 4, 1, new long[] {3}, new long[] {1})
          .text("n")
          .number(3)
          .ops("u")
          .stop();

  private static Path file;

  @BeforeContainer
  static void create() throws IOException {
    file = Files.createTempFile("fuzz", ".ckpt");
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.delete(file);
  }

  @Property(tries = 300)
  void randomPickles(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
    use(TorchFiles.zip(bytes, DATA));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void changedPickles(@ForAll long seed) throws IOException {
    use(TorchFiles.zip(changed(PICKLE, new Random(seed)), DATA));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void changedArchives(@ForAll long seed) throws IOException {
    use(changed(TorchFiles.zip(PICKLE, DATA), new Random(seed)));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void changedOlderFiles(@ForAll long seed) throws IOException {
    use(changed(TorchFiles.legacy(PICKLE, List.of("0"), DATA, 4), new Random(seed)));
  }

  private static byte[] changed(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int length = (bytes.length - at) / 4;
          int to = random.nextInt(bytes.length - length);
          System.arraycopy(bytes, at, bytes, to, length);
        }
      }
    }
    return bytes;
  }

  private static void use(byte[] bytes) throws IOException {
    // A new file each time: shortening one that is mapped kills the process.
    Files.delete(file);
    Files.write(file, bytes);
    try (Scope scope = Scope.open()) {
      Checkpoint checkpoint = Checkpoint.open(file);
      for (String key : checkpoint.keys()) {
        Tensors.floats(checkpoint.tensor(key));
      }
    } catch (CheckpointException expected) {
      // The other permitted end.
    }
  }
}
