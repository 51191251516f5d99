package io.github.fpga.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Class path resources as files, so that they can be memory-mapped. A resource inside a jar is
 * copied once to a cache folder: the system property {@code fpga.cache}, else {@code
 * ~/.cache/fpga}.
 */
public final class ResourceFiles {

  private ResourceFiles() {}

  /**
   * The file of a resource.
   *
   * @param owner a class of the same jar
   * @param name as for {@link Class#getResource}: relative to the class's package, or from the root
   *     when it starts with a slash
   * @throws CheckpointException where there is no such resource or it cannot be copied
   */
  public static Path of(Class<?> owner, String name) {
    URL url = owner.getResource(name);
    if (url == null) {
      throw new CheckpointException(
          "there is no resource %s beside %s".formatted(name, owner.getName()));
    }
    try {
      return url.getProtocol().equals("file")
          ? Path.of(url.toURI())
          : cached(url, name.substring(name.lastIndexOf('/') + 1));
    } catch (IOException | URISyntaxException e) {
      throw new CheckpointException("cannot read the resource %s: %s".formatted(url, e), e);
    }
  }

  /** The copy of a resource; the name holds a digest, so another version is another file. */
  private static Path cached(URL url, String name) throws IOException {
    byte[] bytes;
    try (InputStream in = url.openStream()) {
      bytes = in.readAllBytes();
    }
    Path file = folder().resolve(digest(bytes).substring(0, 16) + "-" + name);
    if (!Files.exists(file) || Files.size(file) != bytes.length) {
      AtomicFiles.write(file, target -> Files.write(target, bytes));
    }
    return file;
  }

  private static Path folder() {
    String chosen = System.getProperty("fpga.cache");
    return chosen == null
        ? Path.of(System.getProperty("user.home"), ".cache", "fpga")
        : Path.of(chosen);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
