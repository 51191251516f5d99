package io.github.fpga.tensor;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code torch.save} writes since version 1.6: a ZIP archive of {@code NAME/data.pkl},
 * which describes the tensors, and {@code NAME/data/KEY}, their numbers, stored as they are in
 * memory and aligned, so that they can be mapped.
 */
final class TorchZip {

  private static final String PICKLE = "data.pkl";
  private static final long MAX_PICKLE = 64L << 20;

  private final MappedFile file;
  private final Map<String, ZipDirectory.Entry> entries;
  private final TorchStorages storages = new TorchStorages();
  private String folder;

  private TorchZip(MappedFile file) {
    this.file = file;
    this.entries = ZipDirectory.read(file);
  }

  /**
   * The tensors of a file.
   *
   * @throws CheckpointException where the archive or the pickle is broken, or asks for more than
   *     tensors
   */
  static Contents read(MappedFile file) {
    TorchZip zip = new TorchZip(file);
    zip.folder = zip.folder();
    zip.requireOrder();
    ZipDirectory.Entry pickle = zip.stored(zip.folder + PICKLE);
    if (pickle.size() > MAX_PICKLE) {
      throw fault(file, "%s has %d bytes".formatted(pickle.name(), pickle.size()), null);
    }
    Object root =
        new Unpickler(file, file.buffer(pickle.begin(), pickle.size()), zip.storages::named).read();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<TorchStorage, Long> begins = new HashMap<>();
    StateDict.tensors(file, root)
        .forEach(
            (key, tensor) -> {
              long begin = begins.computeIfAbsent(tensor.storage(), zip::begin);
              tensors.put(key, tensor.in(file, begin));
            });
    return new Contents(tensors, StateDict.metadata(root));
  }

  static CheckpointException fault(Object file, String what, Throwable cause) {
    return new CheckpointException(
        "%s is not a usable torch checkpoint: %s. Fetch or write the file again."
            .formatted(file, what),
        cause);
  }

  /** The name of the only folder, with a slash; what torch.save calls archive or after the file. */
  private String folder() {
    List<String> pickles =
        entries.keySet().stream().filter(name -> name.matches("([^/]+/)?data\\.pkl")).toList();
    if (pickles.size() != 1) {
      throw fault(file, "it is a ZIP archive with %d data.pkl".formatted(pickles.size()), null);
    }
    String name = pickles.get(0);
    String found = name.substring(0, name.length() - PICKLE.length());
    if (entries.containsKey(found + "constants.pkl")) {
      throw fault(file, "it is a TorchScript program, not a state_dict", null);
    }
    return found;
  }

  private void requireOrder() {
    if (entries.containsKey(folder + "byteorder")) {
      ZipDirectory.Entry entry = stored(folder + "byteorder");
      String order =
          StandardCharsets.US_ASCII.decode(file.buffer(entry.begin(), entry.size())).toString();
      if (!order.equals("little")) {
        throw fault(file, "its numbers are not in little-endian order", null);
      }
    }
  }

  private ZipDirectory.Entry stored(String name) {
    ZipDirectory.Entry entry = entries.get(name);
    if (entry == null) {
      throw fault(file, "it lacks its entry " + name, null);
    }
    if (entry.method() != 0 || entry.encrypted()) {
      throw fault(
          file,
          name + " is compressed or encrypted, torch.save stores it as it is: save it with torch",
          null);
    }
    return entry;
  }

  private long begin(TorchStorage storage) {
    ZipDirectory.Entry entry = stored(folder + "data/" + storage.key());
    if (entry.size() < storage.bytes()) {
      throw fault(
          file,
          "%s has %d bytes, the pickle says %d"
              .formatted(entry.name(), entry.size(), storage.bytes()),
          null);
    }
    return entry.begin();
  }
}
