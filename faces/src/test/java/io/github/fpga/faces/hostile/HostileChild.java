package io.github.fpga.faces.hostile;

import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.onnx.YuNet;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.InferenceException;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.onnx.TinyNetworks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Uses every file of a folder as what its name says and tells how that went, a line before and a
 * line after each: {@code start NAME}, {@code end OUTCOME KIBIBYTES MESSAGE}.
 *
 * <p>Arguments: the folder, the number of the first file, a folder for files of its own.
 */
final class HostileChild {

  private static final BufferedImage PICTURE =
      Pictures.of(96, 64, IntStream.range(0, 96 * 64).map(i -> i * 2654435).toArray());

  private HostileChild() {}

  public static void main(String[] args) throws IOException {
    warmUp(Path.of(args[2]));
    List<Path> files = files(Path.of(args[0]));
    for (Path file : files.subList(Integer.parseInt(args[1]), files.size())) {
      System.out.println("start " + file.getFileName());
      long before = memory("VmRSS:", true);
      String outcome = outcome(file);
      long more = memory("VmHWM:", false) - before;
      String[] words = outcome.split(" ", 2);
      System.out.println("end " + words[0] + " " + more + " " + words[1].replace('\n', ' '));
    }
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Loads the libraries, so that their memory is no file's; sound files must be taken. */
  private static void warmUp(Path folder) throws IOException {
    use(Files.write(folder.resolve("sound.safetensors"), SoundFiles.safetensors()));
    use(Files.write(folder.resolve("sound.ckpt"), SoundFiles.torchArchive()));
    use(Files.write(folder.resolve("sound.bin"), SoundFiles.torchStream()));
    use(Files.write(folder.resolve("sound.onnx"), TinyNetworks.yunet(1, "h", "w").bytes()));
    for (String format : List.of("png", "jpg", "gif", "bmp")) {
      use(Files.write(folder.resolve("sound." + format), SoundFiles.picture(format)));
    }
  }

  private static String outcome(Path file) {
    try {
      use(file);
      return "taken -";
    } catch (CheckpointException | InferenceException | IllegalArgumentException e) {
      boolean named = e.getMessage().contains(file.toString());
      return (named ? "refused " : "unnamed ") + e.getMessage();
    } catch (Throwable e) {
      // An error of the machine must not be mistaken for an answer.
      return e.getClass().getSimpleName() + " " + e.getMessage();
    }
  }

  private static void use(Path file) {
    String name = file.toString();
    if (name.endsWith(".onnx")) {
      try (YuNet yunet = YuNet.open(file)) {
        yunet.detect(PICTURE);
      }
    } else if (name.matches(".*\\.(png|jpg|gif|bmp)")) {
      Pictures.read(file);
      Pictures.text(file);
    } else {
      try (Scope scope = Scope.open()) {
        Checkpoint checkpoint = Checkpoint.open(file);
        checkpoint.metadata();
        checkpoint.keys().forEach(key -> Tensors.floats(checkpoint.tensor(key)));
      }
    }
  }

  /** A figure of the system about this process in KiB, 0 where it does not tell. */
  private static long memory(String field, boolean forgetPeak) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    if (forgetPeak) {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
