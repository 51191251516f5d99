package io.github.fpga.spark;

import io.github.fpga.idzoom.source.SourcePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Everything that a build reads, in an order that is always the same.
 *
 * @param all sorted by their names within each of the user's inputs, which stay in their order
 * @param ignored how many files are not meant to be pictures, by extension
 */
record Inputs(List<Input> all, Map<String, Long> ignored) {

  /** Larger tables are divided, so that one of them does not keep a machine busy alone. */
  private static final long PART_BYTES = 64L << 20;

  private record Entry(String address, String name, long bytes) {}

  /**
   * Lists the user's inputs.
   *
   * @throws IllegalArgumentException naming an input that is not there or has nothing to read
   */
  static Inputs list(Storage storage, List<String> inputs) throws IOException {
    List<Input> all = new ArrayList<>();
    Map<String, Long> ignored = new TreeMap<>();
    Set<String> labels = new HashSet<>();
    for (String input : inputs) {
      String address = storage.address(input);
      if (!storage.exists(address)) {
        throw new IllegalArgumentException("there is no input " + input);
      }
      List<Entry> entries = entries(storage, address, label(address, labels));
      int before = all.size();
      add(entries, all, ignored);
      if (all.size() == before) {
        throw new IllegalArgumentException(
            "%s has no pictures, tar shards or Parquet files".formatted(input));
      }
    }
    return new Inputs(all, ignored);
  }

  /** The last part of the address; numbered where two inputs have the same. */
  private static String label(String address, Set<String> labels) {
    String last = address.substring(address.lastIndexOf('/') + 1);
    String label = last;
    for (int i = 2; !labels.add(label); i++) {
      label = last + "~" + i;
    }
    return label;
  }

  private static List<Entry> entries(Storage storage, String address, String label)
      throws IOException {
    List<Entry> entries =
        Storage.isLocalAddress(address)
            ? localEntries(Storage.local(address), label)
            : remoteEntries(storage.system(address), address, label);
    return entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
  }

  private static List<Entry> localEntries(Path given, String label) throws IOException {
    List<Entry> entries = new ArrayList<>();
    // What is asked for may be a link.
    Path root = given.toRealPath();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        // Links within lead elsewhere.
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          String within = root.relativize(file).toString().replace('\\', '/');
          String name = within.isEmpty() ? label : label + "/" + within;
          entries.add(new Entry("file:" + file, name, Files.size(file)));
        }
      }
    }
    return entries;
  }

  private static List<Entry> remoteEntries(FileSystem system, String address, String label)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(address);
    for (RemoteIterator<LocatedFileStatus> it = system.listFiles(root, true); it.hasNext(); ) {
      LocatedFileStatus file = it.next();
      String path = file.getPath().toString();
      entries.add(new Entry(path, label + path.substring(address.length()), file.getLen()));
    }
    return entries;
  }

  private static void add(List<Entry> entries, List<Input> all, Map<String, Long> ignored) {
    Map<String, String> texts = new TreeMap<>();
    entries.stream()
        .filter(entry -> extension(entry.name()).equals("txt"))
        .forEach(entry -> texts.put(stem(entry.name()), entry.address()));
    Set<String> captioned = new HashSet<>();
    for (Entry entry : entries) {
      String extension = extension(entry.name());
      if (isHidden(entry.name())) {
        ignored.merge("hidden", 1L, Long::sum);
      } else if (SourcePictures.isPicture(entry.name())) {
        String caption = texts.getOrDefault(stem(entry.name()), "");
        captioned.add(caption);
        all.add(input(Input.Kind.PICTURE, entry, caption, 0, 1));
      } else if (extension.equals("tar")) {
        all.add(input(Input.Kind.TAR, entry, "", 0, 1));
      } else if (extension.equals("parquet")) {
        int parts = (int) Math.max(1, (entry.bytes() + PART_BYTES - 1) / PART_BYTES);
        for (int part = 0; part < parts; part++) {
          all.add(input(Input.Kind.PARQUET, entry, "", part, parts));
        }
      } else if (!extension.equals("txt")) {
        ignored.merge("." + extension, 1L, Long::sum);
      }
    }
    long left = texts.values().stream().filter(address -> !captioned.contains(address)).count();
    if (left > 0) {
      ignored.merge(".txt", left, Long::sum);
    }
  }

  private static Input input(Input.Kind kind, Entry entry, String caption, int part, int parts) {
    return new Input(kind, entry.address(), entry.name(), entry.bytes(), caption, part, parts);
  }

  private static boolean isHidden(String name) {
    return Stream.of(name.split("/"))
        .anyMatch(part -> part.startsWith(".") || part.startsWith("_"));
  }

  private static String extension(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
