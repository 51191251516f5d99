package io.github.fpga.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in a file: it opens, or it throws a CheckpointException; the JVM stays alive. */
class CheckpointFuzzTest {

  private static final String HEADER =
      "{\"__metadata__\":{\"format\":\"pt\"},"
          + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
          + "\"b\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[16,22]},"
          + "\"c\":{\"dtype\":\"BOOL\",\"shape\":[],\"data_offsets\":[22,23]},"
          + "\"d\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[23,31]}}";

  private static Path file;

  @BeforeContainer
  static void create() throws IOException {
    file = Files.createTempFile("fuzz", ".safetensors");
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.delete(file);
  }

  @Property(tries = 300)
  void randomBytes(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
    use(bytes);
  }

  @Property(tries = 300)
  void randomHeaders(@ForAll String header, @ForAll @Size(max = 40) byte[] data)
      throws IOException {
    byte[] json = ("{" + header + "}").getBytes(StandardCharsets.UTF_8);
    use(
        ByteBuffer.allocate(8 + json.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .put(data)
            .array());
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void mutations(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = CheckpointTest.bytes(HEADER, 31);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        // Digits for digits: the structure holds, the numbers lie.
        case 2 -> {
          for (int j = at; j < bytes.length; j++) {
            if (bytes[j] >= '0' && bytes[j] <= '9') {
              bytes[j] = (byte) ('0' + random.nextInt(10));
              break;
            }
          }
        }
        case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
      }
    }
    use(bytes);
  }

  private static void use(byte[] bytes) throws IOException {
    // A new file each time: shortening one that is mapped kills the process.
    Files.delete(file);
    Files.write(file, bytes);
    try (Scope scope = Scope.open()) {
      Checkpoint checkpoint = Checkpoint.open(file);
      checkpoint.metadata();
      for (String key : checkpoint.keys()) {
        Tensors.floats(checkpoint.tensor(key));
      }
    } catch (CheckpointException expected) {
      // The other permitted end.
    }
  }
}
