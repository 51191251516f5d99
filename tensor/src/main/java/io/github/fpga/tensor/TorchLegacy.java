package io.github.fpga.tensor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code torch.save} wrote before version 1.6: five pickles (a magic number, the
 * protocol, the machine, the objects, the keys of the storages), then for each key the number of
 * elements and the numbers, one behind the other without alignment.
 */
final class TorchLegacy {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;
  private static final long MAX_PICKLES = 64L << 20;

  private final MappedFile file;
  private final ByteBuffer in;
  private final TorchStorages storages = new TorchStorages();

  private TorchLegacy(MappedFile file) {
    this.file = file;
    this.in = file.buffer(0, MAX_PICKLES);
  }

  /** A pickle of any kind: its protocol, then an operation. */
  static boolean starts(ByteBuffer start) {
    return start.limit() > 2
        && (start.get(0) & 0xff) == 0x80
        && start.get(1) >= 2
        && start.get(1) <= 5
        && start.get(2) != 0;
  }

  /**
   * The tensors of a file.
   *
   * @throws CheckpointException where the file is broken or asks for more than tensors
   */
  static Contents read(MappedFile file) {
    TorchLegacy legacy = new TorchLegacy(file);
    if (!MAGIC.equals(legacy.next()) || !Long.valueOf(PROTOCOL).equals(legacy.next())) {
      throw TorchZip.fault(file, "it is a pickle, but none of torch.save", null);
    }
    if (!(legacy.next() instanceof Map<?, ?> machine)
        || !Boolean.TRUE.equals(machine.get("little_endian"))) {
      throw TorchZip.fault(file, "its numbers are not in little-endian order", null);
    }
    Object root = legacy.next();
    if (!(legacy.next() instanceof List<?> keys)) {
      throw TorchZip.fault(file, "it has no list of storages", null);
    }
    Map<String, Long> begins = legacy.begins(keys);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    StateDict.tensors(file, root)
        .forEach(
            (key, tensor) -> {
              Long begin = begins.get(tensor.storage().key());
              if (begin == null) {
                throw TorchZip.fault(file, "it lacks the storage of " + key, null);
              }
              tensors.put(key, tensor.in(file, begin));
            });
    return new Contents(tensors, StateDict.metadata(root));
  }

  private Object next() {
    return new Unpickler(file, in, storages::named).read();
  }

  /** Where the data of each storage start; the numbers follow the pickles in the order of keys. */
  private Map<String, Long> begins(List<?> keys) {
    Map<String, Long> begins = new HashMap<>();
    long at = in.position();
    for (Object key : keys) {
      TorchStorage storage = key instanceof String name ? storages.get(name) : null;
      if (storage == null) {
        throw TorchZip.fault(file, "it lists a storage that no tensor uses", null);
      }
      long left = file.size() - at - Long.BYTES;
      if (left < storage.bytes()) {
        throw TorchZip.fault(
            file,
            "the storage \"%s\" ends %d bytes behind the file"
                .formatted(storage.key(), storage.bytes() - left),
            null);
      }
      long elements = file.buffer(at, Long.BYTES).getLong();
      if (elements != storage.elements()) {
        throw TorchZip.fault(
            file,
            "the storage \"%s\" has %d elements, the pickle says %d"
                .formatted(storage.key(), elements, storage.elements()),
            null);
      }
      begins.put(storage.key(), at + Long.BYTES);
      at += Long.BYTES + storage.bytes();
    }
    return begins;
  }
}
