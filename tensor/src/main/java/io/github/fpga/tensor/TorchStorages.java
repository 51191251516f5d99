package io.github.fpga.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/** The storages that a torch file's pickle names by persistent ids. */
final class TorchStorages {

  private final Map<String, TorchStorage> byKey = new LinkedHashMap<>();

  /**
   * The storage of an id {@code ('storage', type, key, device, elements)}; the older format adds
   * None where a storage is no part of another.
   *
   * @throws IllegalArgumentException where it is no such id
   */
  Object named(Object[] id) {
    boolean known =
        (id.length == 5 || id.length == 6 && id[5] == null)
            && "storage".equals(id[0])
            && id[1] instanceof StoredType
            && id[2] instanceof String
            && id[4] instanceof Long elements
            && elements >= 0
            && elements <= Long.MAX_VALUE / Double.BYTES;
    if (!known) {
      throw new IllegalArgumentException("it names something outside that is no storage");
    }
    TorchStorage storage = new TorchStorage((String) id[2], (StoredType) id[1], (Long) id[4]);
    TorchStorage other = byKey.putIfAbsent(storage.key(), storage);
    if (other != null && !other.equals(storage)) {
      throw new IllegalArgumentException(
          "it describes the storage \"%s\" in two ways".formatted(storage.key()));
    }
    return storage;
  }

  /** The storage of a key, or null. */
  TorchStorage get(String key) {
    return byKey.get(key);
  }
}
