package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Pictures;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.InferenceException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** Opens every ONNX file of a folder as a YuNet, searches a picture, and says how that went. */
final class HostileOnnxChild {

  private HostileOnnxChild() {}

  public static void main(String[] args) throws IOException {
    BufferedImage image =
        Pictures.of(96, 64, IntStream.range(0, 96 * 64).map(i -> i * 2654435).toArray());
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    }
    for (Path file : files) {
      try (YuNet yunet = YuNet.open(file)) {
        System.out.println("loaded " + file + " " + yunet.detect(image).size());
      } catch (CheckpointException | InferenceException e) {
        boolean named = e.getMessage().contains(file.toString());
        System.out.println((named ? "refused " : "without a name ") + e.getMessage());
      }
    }
    System.out.println("peak " + peak());
  }

  /** The highest resident memory so far where the system tells, otherwise the present one. */
  private static long peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Pointer.physicalBytes();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
