package io.github.fpga.idzoom.tar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.record.RecordSchema;
import io.github.fpga.idzoom.record.RecordTrees;
import io.github.fpga.idzoom.record.UniqueIds;
import io.github.fpga.tensor.AtomicFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Records as WebDataset shards: for each {@code id.png} (or jpg, ...) with the picture, {@code
 * id.txt} with the caption, and {@code id.json} with the version of the schema and every field but
 * the picture's bytes; masks are Base64.
 */
public final class RecordTar {

  private static final String VERSION = "schema_version";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordTar() {}

  /**
   * Writes a shard, whole or not at all; equal records give equal bytes.
   *
   * @return the number of records
   * @throws IllegalArgumentException if two records have the same id
   */
  public static long write(Path file, Iterator<PictureRecord> records) throws IOException {
    UniqueIds unique = new UniqueIds(records);
    long[] count = {0};
    AtomicFiles.write(
        file,
        target -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
              TarArchiveOutputStream tar =
                  new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            while (unique.hasNext()) {
              add(tar, unique.next());
              count[0]++;
            }
          }
        });
    return count[0];
  }

  private static void add(TarArchiveOutputStream tar, PictureRecord record) throws IOException {
    ObjectNode tree = RecordTrees.tree(record);
    ((ObjectNode) tree.get("image")).remove("bytes");
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(VERSION, RecordSchema.VERSION);
    json.setAll(tree);
    add(tar, record.id() + "." + record.image().extension(), record.image().bytes());
    add(tar, record.id() + ".txt", record.caption().getBytes(StandardCharsets.UTF_8));
    add(tar, record.id() + ".json", MAPPER.writeValueAsBytes(json));
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /**
   * All records of a shard that {@link #write} made, in any version of the schema.
   *
   * @throws RecordFileException as {@link TarSamples}, and naming the sample if it is no record
   */
  public static List<PictureRecord> readAll(Path file) {
    try (TarSamples samples = new TarSamples(file)) {
      List<PictureRecord> records = new ArrayList<>();
      Optional<TarSample> sample = samples.next();
      while (sample.isPresent()) {
        records.add(record(file, sample.get()));
        sample = samples.next();
      }
      return records;
    }
  }

  /** The record of a sample of a shard. */
  public static PictureRecord record(Path file, TarSample sample) {
    try {
      return record(sample);
    } catch (IOException | IllegalArgumentException e) {
      throw new RecordFileException(
          "cannot read %s: sample %s: %s".formatted(file, sample.key(), e.getMessage()), e);
    }
  }

  private static PictureRecord record(TarSample sample) throws IOException {
    byte[] json = sample.parts().get("json");
    if (json == null) {
      throw new IllegalArgumentException("there is no .json, only " + sample.parts().keySet());
    }
    JsonNode tree = MAPPER.readTree(json);
    if (!tree.path(VERSION).isInt() || !(tree.get("image") instanceof ObjectNode image)) {
      throw new IllegalArgumentException("its .json is no record: no version or image");
    }
    RecordSchema.at(tree.get(VERSION).intValue());
    image.put("bytes", picture(sample));
    return RecordTrees.record(tree);
  }

  private static byte[] picture(TarSample sample) {
    for (String extension : List.of("png", "jpg", "jpeg", "webp", "gif", "bmp")) {
      byte[] bytes = sample.parts().get(extension);
      if (bytes != null) {
        return bytes;
      }
    }
    throw new IllegalArgumentException("there is no picture, only " + sample.parts().keySet());
  }
}
