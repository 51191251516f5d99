package io.github.fpga.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where the golden files are: in the folder that the system property {@code golden.dir} names, or,
 * where it is absent or empty, among the resources of this module.
 */
final class GoldenFiles {

  private static final String RESOURCES = "/golden/";
  private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

  private GoldenFiles() {}

  /** The file of this name, which may lie in a subfolder; null where there is none. */
  static Path find(String name) {
    Path folder = folder();
    if (folder != null) {
      Path file = folder.resolve(name);
      return Files.isRegularFile(file) ? file : null;
    }
    URL url = GoldenFiles.class.getResource(RESOURCES + name);
    if (url == null) {
      return null;
    }
    return url.getProtocol().equals("file") ? Path.of(uri(url)) : unpacked(name);
  }

  /** What {@link #find} looks through, for messages. */
  static String place() {
    Path folder = folder();
    return folder == null ? "the bundled golden files" : folder.toString();
  }

  /** The names of all files directly in the folder. */
  static List<String> list() {
    Path folder = folder();
    try {
      if (folder != null) {
        return list(folder);
      }
      URI readme = uri(GoldenFiles.class.getResource(RESOURCES + "README.md"));
      if (readme.getScheme().equals("file")) {
        return list(Path.of(readme).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(readme, Map.of())) {
        return list(jar.getPath(RESOURCES));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static Path folder() {
    String name = System.getProperty("golden.dir", "");
    if (name.isBlank()) {
      return null;
    }
    Path folder = Path.of(name);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "golden.dir is no folder: " + folder.toAbsolutePath() + " (give an absolute path)");
    }
    return folder;
  }

  /** A copy outside the jar, which cannot be mapped; deleted when the JVM ends. */
  private static Path unpacked(String name) {
    return UNPACKED.computeIfAbsent(
        name,
        n -> {
          try (InputStream in = GoldenFiles.class.getResourceAsStream(RESOURCES + n)) {
            Path copy = Files.createTempDirectory("golden").resolve(Path.of(n).getFileName());
            copy.getParent().toFile().deleteOnExit();
            copy.toFile().deleteOnExit();
            Files.copy(in, copy);
            return copy;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
