package io.github.fpga.idzoom.tar;

import io.github.fpga.idzoom.record.RecordFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Reads the samples of a shard one after the other, in memory; nothing is unpacked. For one thread.
 *
 * <p>All methods throw {@link RecordFileException} with the shard and the entry: for damaged shards
 * and ones cut short, for names that lead elsewhere (absolute, {@code ..}, backslashes, control
 * characters), for links and devices, for a sample that occurs twice, and for files above the
 * limit.
 */
public final class TarSamples implements AutoCloseable {

  /** The most bytes of one file. */
  public static final long MAX_BYTES = 64L << 20;

  private static final int RECORD = TarConstants.DEFAULT_RCDSIZE;
  private static final int MAX_PARTS = 64;
  private static final int MAX_NAME = 512;

  private final Path file;
  private final InputStream source;
  private final TarArchiveInputStream in;
  private final Set<String> seen = new HashSet<>();
  private Part next;

  private record Part(String key, String extension, byte[] bytes) {}

  public TarSamples(Path file) {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw new RecordFileException("no such file: " + file);
    }
    try {
      source = new BufferedInputStream(Files.newInputStream(file));
      // Of larger blocks the library would swallow what follows the end.
      in = new TarArchiveInputStream(source, RECORD, RECORD, StandardCharsets.UTF_8.name());
    } catch (IOException e) {
      throw failure("it cannot be opened", e);
    }
    try {
      checkEnd();
      next = part();
    } catch (RecordFileException e) {
      close();
      throw e;
    }
  }

  /** The next sample; empty after the last. */
  public Optional<TarSample> next() {
    if (next == null) {
      return Optional.empty();
    }
    String key = next.key();
    if (!seen.add(key)) {
      throw failure("the files of sample %s are not together".formatted(key), null);
    }
    Map<String, byte[]> parts = new LinkedHashMap<>();
    while (next != null && next.key().equals(key)) {
      if (parts.size() == MAX_PARTS || parts.put(next.extension(), next.bytes()) != null) {
        throw failure(
            "sample %s has its .%s twice, or too many files".formatted(key, next.extension()),
            null);
      }
      next = part();
    }
    return Optional.of(new TarSample(key, parts));
  }

  /** The next file that has a name with a dot; null at the end. */
  private Part part() {
    TarArchiveEntry entry;
    do {
      entry = entry();
      if (entry == null) {
        return null;
      }
      check(entry);
    } while (entry.isDirectory() || dot(entry.getName()) < 0);
    String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
    return new Part(
        name.substring(0, dot(name)),
        name.substring(dot(name) + 1).toLowerCase(Locale.ROOT),
        bytes(entry));
  }

  private TarArchiveEntry entry() {
    TarArchiveEntry entry;
    int more = -1;
    try {
      entry = in.getNextEntry();
      if (entry == null) {
        do {
          more = source.read();
        } while (more == 0);
      }
    } catch (IOException | RuntimeException e) {
      throw failure("it is damaged, cut short or no tar file", e);
    }
    if (more > 0) {
      throw failure("it is damaged: there is more behind its end", null);
    }
    return entry;
  }

  /** The library takes a shard that was cut between two entries for a whole one. */
  private void checkEnd() {
    byte[] end = new byte[2 * RECORD];
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() >= end.length) {
        bytes.seek(bytes.length() - end.length);
        bytes.readFully(end);
        if (Arrays.equals(end, new byte[end.length])) {
          return;
        }
      }
    } catch (IOException e) {
      throw failure("it cannot be read", e);
    }
    throw failure("it is cut short or no tar file: the mark of its end is missing", null);
  }

  private byte[] bytes(TarArchiveEntry entry) {
    try {
      byte[] bytes = in.readNBytes((int) entry.getSize());
      if (bytes.length == entry.getSize()) {
        return bytes;
      }
    } catch (IOException | RuntimeException e) {
      throw failure("%s is damaged or cut short".formatted(entry.getName()), e);
    }
    throw failure("%s is cut short".formatted(entry.getName()), null);
  }

  /** Files whose names begin with a dot, as macOS adds them, belong to no sample. */
  private static int dot(String name) {
    int base = name.lastIndexOf('/') + 1;
    int dot = name.indexOf('.', base);
    return dot == base ? -1 : dot;
  }

  private void check(TarArchiveEntry entry) {
    String name = entry.getName();
    boolean plain =
        !name.isEmpty() && name.length() <= MAX_NAME && name.chars().allMatch(c -> c >= 32);
    if (!plain) {
      throw failure("an entry has an empty, overlong or unprintable name", null);
    }
    if (name.startsWith("/") || name.contains("\\") || name.matches("[A-Za-z]:.*")) {
      throw failure("%s: an absolute name".formatted(name), null);
    }
    for (String folder : name.split("/")) {
      if (folder.equals("..")) {
        throw failure("%s leads out of its folder".formatted(name), null);
      }
    }
    boolean regular =
        entry.getLinkFlag() == TarConstants.LF_NORMAL
            || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
    if (!regular && !entry.isDirectory()) {
      throw failure("%s is no plain file".formatted(name), null);
    }
    if (entry.getSize() < 0 || entry.getSize() > MAX_BYTES) {
      throw failure(
          "%s has %d bytes, the limit is %d".formatted(name, entry.getSize(), MAX_BYTES), null);
    }
  }

  private RecordFileException failure(String what, Exception cause) {
    String detail = cause == null ? "" : " (%s)".formatted(cause.getMessage());
    return new RecordFileException("cannot read %s: %s%s".formatted(file, what, detail), cause);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw failure("it cannot be closed", e);
    }
  }
}
