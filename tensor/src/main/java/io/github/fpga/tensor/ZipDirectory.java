package io.github.fpga.tensor;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of a ZIP archive with the places of its entries, which the JDK's reader
 * does not tell: stored entries can then be mapped. ZIP64 as well; checked so that no entry lies
 * outside the file or over another. Source: PKWARE's APPNOTE 6.3.
 */
final class ZipDirectory {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int LOCAL_BYTES = 30;
  private static final int MAX_COMMENT = 0xffff;
  private static final long UNSET = 0xffffffffL;
  private static final int MAX_ENTRIES = 400_000;
  private static final long MAX_BYTES = 128L << 20;

  private final MappedFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** One entry; begin is where its data start in the file. */
  record Entry(String name, int method, boolean encrypted, long begin, long size) {

    long end() {
      return begin + size;
    }
  }

  private record Place(long begin, long bytes, long count) {}

  private ZipDirectory(MappedFile file) {
    this.file = file;
  }

  static boolean starts(ByteBuffer start) {
    return start.limit() >= 4 && start.getInt(0) == LOCAL;
  }

  /** Reads the table; every fault is a CheckpointException. */
  static Map<String, Entry> read(MappedFile file) {
    ZipDirectory directory = new ZipDirectory(file);
    try {
      Place place = directory.place();
      directory.readEntries(place);
      directory.requireApart(place.begin());
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw TorchZip.fault(file, "its ZIP directory is cut off or wrong", e);
    }
    return directory.entries;
  }

  /** Finds the end record, which a comment may follow, and from it the directory. */
  private Place place() {
    long from = Math.max(0, file.size() - END_BYTES - MAX_COMMENT);
    ByteBuffer tail = file.buffer(from, END_BYTES + MAX_COMMENT);
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      boolean found =
          tail.getInt(at) == END
              && Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit() - END_BYTES - at;
      if (found) {
        long count = Short.toUnsignedLong(tail.getShort(at + 10));
        Place small = new Place(uint(tail, at + 16), uint(tail, at + 12), count);
        return checked(at + from >= LOCATOR_BYTES ? place64(from + at, small) : small);
      }
    }
    throw TorchZip.fault(file, "its end is missing: the file is cut off", null);
  }

  private Place place64(long end, Place small) {
    ByteBuffer locator = file.buffer(end - LOCATOR_BYTES, LOCATOR_BYTES);
    if (locator.getInt(0) != LOCATOR_64) {
      return small;
    }
    long at = locator.getLong(8);
    if (at < 0 || at > end) {
      throw TorchZip.fault(file, "its ZIP64 directory is said to be at byte " + at, null);
    }
    ByteBuffer record = file.buffer(at, 56);
    if (record.getInt(0) != END_64) {
      throw TorchZip.fault(file, "it has no ZIP64 directory at byte " + at, null);
    }
    return new Place(record.getLong(48), record.getLong(40), record.getLong(32));
  }

  private Place checked(Place place) {
    boolean inside =
        place.begin() >= 0
            && place.bytes() >= 0
            && place.begin() <= file.size()
            && place.bytes() <= file.size() - place.begin();
    if (!inside || place.bytes() > MAX_BYTES || place.count() > MAX_ENTRIES || place.count() < 0) {
      throw TorchZip.fault(
          file,
          "its directory is said to have %d entries in %d bytes at byte %d of %d"
              .formatted(place.count(), place.bytes(), place.begin(), file.size()),
          null);
    }
    return place;
  }

  private void readEntries(Place place) {
    ByteBuffer in = file.buffer(place.begin(), place.bytes());
    for (long i = 0; i < place.count(); i++) {
      Entry entry = entry(in);
      if (entries.put(entry.name(), entry) != null) {
        throw TorchZip.fault(file, "it has two entries " + entry.name(), null);
      }
    }
  }

  private Entry entry(ByteBuffer in) {
    int start = in.position();
    if (in.getInt() != CENTRAL) {
      throw TorchZip.fault(file, "its directory has no entry at its byte " + start, null);
    }
    boolean encrypted = (in.getShort(start + 8) & 1) != 0;
    int method = Short.toUnsignedInt(in.getShort(start + 10));
    int nameBytes = Short.toUnsignedInt(in.getShort(start + 28));
    int extraBytes = Short.toUnsignedInt(in.getShort(start + 30));
    int commentBytes = Short.toUnsignedInt(in.getShort(start + 32));
    byte[] name = new byte[nameBytes];
    in.position(start + 46).get(name);
    // In this order ZIP64 replaces what does not fit: size, compressed size, place.
    long[] sizes = {uint(in, start + 24), uint(in, start + 20), uint(in, start + 42)};
    widen(sizes, in.slice(start + 46 + nameBytes, extraBytes).order(in.order()));
    in.position(start + 46 + nameBytes + extraBytes + commentBytes);
    String text = new String(name, StandardCharsets.UTF_8);
    if (method == 0 && sizes[0] != sizes[1]) {
      throw TorchZip.fault(
          file, "%s has the sizes %d and %d".formatted(text, sizes[0], sizes[1]), null);
    }
    return new Entry(text, method, encrypted, dataBegin(text, name, sizes), sizes[1]);
  }

  private static void widen(long[] sizes, ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int kind = Short.toUnsignedInt(extra.getShort());
      int next = Short.toUnsignedInt(extra.getShort()) + extra.position();
      for (int i = 0; kind == 1 && i < sizes.length; i++) {
        sizes[i] = sizes[i] == UNSET ? extra.getLong() : sizes[i];
      }
      extra.position(next);
    }
  }

  /** Behind the entry's own header, which must agree with the directory. */
  private long dataBegin(String text, byte[] name, long[] sizes) {
    long at = sizes[2];
    if (at < 0 || at > file.size() - LOCAL_BYTES || sizes[1] < 0) {
      throw TorchZip.fault(file, "%s is said to be at byte %d".formatted(text, at), null);
    }
    ByteBuffer local = file.buffer(at, LOCAL_BYTES + name.length);
    byte[] own = new byte[name.length];
    local.position(LOCAL_BYTES);
    boolean same = local.remaining() == own.length && local.getInt(0) == LOCAL;
    if (same) {
      local.get(own);
      same = Short.toUnsignedInt(local.getShort(26)) == own.length;
    }
    if (!same || !Arrays.equals(own, name)) {
      throw TorchZip.fault(file, "there is no %s at byte %d".formatted(text, at), null);
    }
    long begin = at + LOCAL_BYTES + own.length + Short.toUnsignedInt(local.getShort(28));
    if (begin > file.size() || sizes[1] > file.size() - begin) {
      throw TorchZip.fault(
          file, "%s is said to have %d bytes, more than the file".formatted(text, sizes[1]), null);
    }
    return begin;
  }

  private void requireApart(long directory) {
    List<Entry> sorted =
        entries.values().stream()
            .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
            .toList();
    long position = 0;
    for (Entry entry : sorted) {
      if (entry.begin() < position || entry.end() > directory) {
        throw TorchZip.fault(file, entry.name() + " overlaps other data", null);
      }
      position = entry.end();
    }
  }

  private static long uint(ByteBuffer in, int at) {
    return Integer.toUnsignedLong(in.getInt(at));
  }
}
