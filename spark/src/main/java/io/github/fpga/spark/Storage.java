package io.github.fpga.spark;

import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * Files by their addresses: on local disks, which are named {@code file:/...}, and wherever Hadoop
 * reaches. Local ones do not go through Hadoop, which chokes on colons in names and leaves files of
 * checksums behind. Files are written whole or not at all.
 */
final class Storage {

  private static final String LOCAL = "file:";

  private final Configuration hadoop;

  Storage(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** A file on this machine; closing it removes the copy, if it is one. */
  record Fetched(Path path, boolean copy) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (copy) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** The full address of what a user named, without a slash at its end. */
  String address(String name) throws IOException {
    if (name.startsWith(LOCAL)) {
      return LOCAL + local(name).toAbsolutePath().normalize();
    }
    boolean plain = !name.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    if (plain && isLocal(FileSystem.getDefaultUri(hadoop).getScheme())) {
      return LOCAL + Path.of(name).toAbsolutePath().normalize();
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    return system(name).makeQualified(path).toString();
  }

  private static boolean isLocal(String scheme) {
    return scheme == null || scheme.equals("file");
  }

  static boolean isLocalAddress(String address) {
    return address.startsWith(LOCAL);
  }

  /** The path of a local address. */
  static Path local(String address) {
    return Path.of(address.substring(LOCAL.length()).replaceFirst("^/{2,}", "/"));
  }

  FileSystem system(String address) throws IOException {
    return new org.apache.hadoop.fs.Path(address).getFileSystem(hadoop);
  }

  private static org.apache.hadoop.fs.Path remote(String address) {
    return new org.apache.hadoop.fs.Path(address);
  }

  boolean exists(String address) throws IOException {
    return isLocalAddress(address)
        ? Files.exists(local(address))
        : system(address).exists(remote(address));
  }

  /** The names of what is directly in a folder; nothing if it does not exist. */
  List<String> names(String folder) throws IOException {
    List<String> names = new ArrayList<>();
    if (exists(folder)) {
      if (isLocalAddress(folder)) {
        try (Stream<Path> files = Files.list(local(folder))) {
          files.forEach(file -> names.add(file.getFileName().toString()));
        }
      } else {
        for (FileStatus status : system(folder).listStatus(remote(folder))) {
          names.add(status.getPath().getName());
        }
      }
    }
    return names;
  }

  byte[] bytes(String address) throws IOException {
    if (isLocalAddress(address)) {
      return Files.readAllBytes(local(address));
    }
    try (InputStream in = system(address).open(remote(address))) {
      return in.readAllBytes();
    }
  }

  String text(String address) throws IOException {
    return new String(bytes(address), StandardCharsets.UTF_8);
  }

  /** A whole file on this machine: itself, or a copy on the local disk. */
  Fetched fetch(String address) throws IOException {
    if (isLocalAddress(address)) {
      return new Fetched(local(address), false);
    }
    Path copy = Files.createTempFile("fpga-", ".copy");
    try (InputStream in = system(address).open(remote(address))) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new Fetched(copy, true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  /** Lets the writer fill a local file and puts it in its place at once. */
  void write(String address, AtomicFiles.Writer writer) throws IOException {
    if (isLocalAddress(address)) {
      AtomicFiles.write(local(address), writer);
      return;
    }
    Path file = Files.createTempFile("fpga-", ".new");
    org.apache.hadoop.fs.Path target = remote(address);
    // Hidden from readers of the folder until it is whole.
    org.apache.hadoop.fs.Path partial =
        new org.apache.hadoop.fs.Path(
            target.getParent(), "_" + target.getName() + "." + UUID.randomUUID());
    FileSystem system = system(address);
    try {
      writer.write(file);
      system.mkdirs(target.getParent());
      system.copyFromLocalFile(false, true, new org.apache.hadoop.fs.Path(file.toUri()), partial);
      system.delete(target, false);
      if (!system.rename(partial, target)) {
        throw new IOException("cannot rename %s to %s".formatted(partial, target));
      }
    } finally {
      Files.deleteIfExists(file);
      system.delete(partial, false);
    }
  }

  void writeText(String address, String text) throws IOException {
    write(address, file -> Files.writeString(file, text));
  }

  /** Removes a file, or a folder with everything in it; nothing happens if it does not exist. */
  void delete(String address) throws IOException {
    if (!isLocalAddress(address)) {
      system(address).delete(remote(address), true);
      return;
    }
    Path path = local(address);
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
