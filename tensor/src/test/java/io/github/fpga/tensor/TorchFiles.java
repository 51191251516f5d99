package io.github.fpga.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Torch files made by hand, good and bad. */
final class TorchFiles {

  private TorchFiles() {}

  /** An archive as torch.save writes it, but for the alignment. */
  static byte[] zip(byte[] pickle, Map<String, byte[]> storages) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", pickle);
    entries.put("archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    storages.forEach((key, bytes) -> entries.put("archive/data/" + key, bytes));
    entries.put("archive/version", new byte[] {'3', '\n'});
    return archive(entries, ZipEntry.STORED);
  }

  static byte[] archive(Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> named : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(named.getKey());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          CRC32 crc = new CRC32();
          crc.update(named.getValue());
          entry.setCrc(crc.getValue());
          entry.setSize(named.getValue().length);
        }
        zip.putNextEntry(entry);
        zip.write(named.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** The format before torch 1.6. */
  static byte[] legacy(byte[] pickle, List<String> keys, Map<String, byte[]> storages, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] magic = new BigInteger("1950a86a20f9469cfc6c", 16).toByteArray();
    Pickles first = Pickles.protocol(2).op(0x8a, magic.length);
    for (int i = magic.length - 1; i >= 0; i--) {
      first.op(magic[i] & 0xff);
    }
    out.writeBytes(first.stop());
    out.writeBytes(Pickles.protocol(2).op('M', 1001 & 0xff, 1001 >> 8).stop());
    out.writeBytes(Pickles.protocol(2).ops("}(").text("little_endian").op(0x88, 'u').stop());
    out.writeBytes(pickle);
    Pickles list = Pickles.protocol(2).ops("](");
    keys.forEach(list::text);
    out.writeBytes(list.op('e').stop());
    for (String key : keys) {
      byte[] data = storages.get(key);
      out.writeBytes(
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(data.length / size)
              .array());
      out.writeBytes(data);
    }
    return out.toByteArray();
  }

  static byte[] floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }
}
