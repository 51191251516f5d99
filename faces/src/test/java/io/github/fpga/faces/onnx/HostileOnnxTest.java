package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.testkit.onnx.TinyNetworks;
import io.github.fpga.testkit.onnx.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged and greedy files in a JVM of their own, which must survive them: each is loaded and
 * searched with, or refused in words.
 */
class HostileOnnxTest {

  private static final int MUTATIONS = 60;

  /** Resident memory at its highest: a JVM with the runtime, and room for small networks. */
  private static final long MOST_BYTES = 600L << 20;

  @TempDir Path folder;

  @Test
  void damagedFiles() throws Exception {
    mutate(TinyNetworks.yunet(1, "h", "w").bytes());
    assertSurvived(MUTATIONS);
  }

  @Test
  @Tag("public-models")
  void damagedPublicFile() throws Exception {
    mutate(Files.readAllBytes(PublicModels.find("face_detection_yunet")));
    assertSurvived(MUTATIONS);
  }

  /** Sound as files, but made to exhaust whoever runs them. */
  @Test
  void greedyFiles() throws Exception {
    TinyOnnx scaled = TinyNetworks.yunet(1, "h", "w");
    scaled.weights("scales", new float[] {1, 1, 1e4f, 1e4f}, 4).weights("roi", new float[0], 0);
    scaled.node("Resize", List.of("input", "roi", "scales"), "large");
    TinyOnnx padded = TinyNetworks.yunet(1, "h", "w");
    padded.integers("sides", 0, 0, 50_000, 50_000, 0, 0, 50_000, 50_000);
    padded.node("Pad", List.of("input", "sides"), "large");
    TinyOnnx stretched = TinyNetworks.yunet(1, "h", "w");
    long[] pads = {1 << 20, 1 << 20, 1 << 20, 1 << 20};
    stretched.node(
        "AveragePool",
        List.of("input"),
        "large",
        Map.of("kernel_shape", new long[] {1 << 20, 1 << 20}, "pads", pads));
    int files = 0;
    for (TinyOnnx net : List.of(scaled, padded, stretched)) {
      net.output("large", "a", "b", "c", "d").write(folder.resolve("greedy-" + files++ + ".onnx"));
    }
    assertSurvived(files);
  }

  private void mutate(byte[] sound) throws IOException {
    Random random = new Random(20260101);
    int[] structure = structure(sound);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = sound.clone();
      int at = structure[random.nextInt(structure.length)];
      switch (i % 6) {
        case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xff);
        case 3 -> {
          for (int k = 0; k < 8; k++) {
            bytes[structure[random.nextInt(structure.length)]] = (byte) random.nextInt();
          }
        }
        case 4 -> bytes = without(bytes, at, 1 + random.nextInt(64));
        default -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(folder.resolve("mutation-%03d.onnx".formatted(i)), bytes);
    }
  }

  /** Places near names, where the graph is described; the rest are weights. */
  private static int[] structure(byte[] bytes) {
    boolean[] near = new boolean[bytes.length];
    int run = 0;
    for (int i = 0; i < bytes.length; i++) {
      run = Character.isLetterOrDigit(bytes[i]) || bytes[i] == '_' ? run + 1 : 0;
      if (run >= 5) {
        Arrays.fill(near, Math.max(0, i - 24), Math.min(bytes.length, i + 24), true);
      }
    }
    return IntStream.range(0, bytes.length).filter(i -> near[i]).toArray();
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] rest = new byte[bytes.length - (end - at)];
    System.arraycopy(bytes, 0, rest, 0, at);
    System.arraycopy(bytes, end, rest, at, bytes.length - end);
    return rest;
  }

  private void assertSurvived(int files) throws Exception {
    Path report = folder.resolve("report.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                HostileOnnxChild.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(report.toFile())
            .start();
    boolean ended = child.waitFor(180, TimeUnit.SECONDS);
    child.destroyForcibly();
    List<String> lines = Files.readAllLines(report);
    assertTrue(ended, () -> "it hung after " + lines);
    assertEquals(0, child.exitValue(), () -> String.join("\n", lines));
    long answered = lines.stream().filter(line -> line.matches("(loaded|refused) .*")).count();
    assertEquals(files, answered, () -> String.join("\n", lines));
    long peak =
        lines.stream()
            .filter(line -> line.startsWith("peak "))
            .mapToLong(line -> Long.parseLong(line.substring(5)))
            .findFirst()
            .orElseThrow();
    assertTrue(peak < MOST_BYTES, () -> "peak memory was " + peak);
  }
}
