package io.github.fpga.pipelines.sets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a user pulled and agreed to: one JSON file, {@code ~/.fpga/models.json}. An agreement holds
 * for a licence of a repository, whatever set asks for it; a pull holds for a cache.
 */
public final class Ledger {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PULLED = "pulled";
  private static final String ACCEPTED = "accepted";

  private final Path file;

  /**
   * @param file need not exist
   */
  public Ledger(Path file) {
    this.file = file;
  }

  /** The system property {@code fpga.ledger}, else {@code ~/.fpga/models.json}. */
  public static Path defaultFile() {
    String chosen = System.getProperty("fpga.ledger");
    return chosen == null
        ? Path.of(System.getProperty("user.home"), ".fpga", "models.json")
        : Path.of(chosen);
  }

  /** When the terms of a component were agreed to. */
  public Optional<Instant> accepted(SetComponent component) {
    return entries(read(), ACCEPTED).stream()
        .filter(agreement(component))
        .map(entry -> Instant.parse(entry.path("at").asText()))
        .findFirst();
  }

  /** Notes that the terms of a component were agreed to just now. */
  void accept(SetComponent component, String set) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("source", component.source().toString());
    entry.put("licence", component.licence().id());
    entry.put("link", component.licence().link());
    entry.put("set", set);
    entry.put("at", Instant.now().toString());
    update(
        ACCEPTED,
        all -> {
          if (all.stream().noneMatch(agreement(component))) {
            all.add(entry);
          }
        });
  }

  private static Predicate<JsonNode> agreement(SetComponent component) {
    return entry ->
        entry.path("source").asText().equals(component.source().toString())
            && entry.path("licence").asText().equals(component.licence().id());
  }

  /** The names of the sets that were pulled into a cache, also of those only in part. */
  public List<String> pulled(Path cache) {
    return entries(read(), PULLED).stream()
        .filter(entry -> entry.path("cache").asText().equals(text(cache)))
        .map(entry -> entry.path("set").asText())
        .toList();
  }

  /** Notes that a set is pulled into a cache. */
  void pull(String set, Path cache) {
    ObjectNode entry = JSON.createObjectNode().put("set", set).put("cache", text(cache));
    update(
        PULLED,
        all -> {
          if (!all.contains(entry)) {
            all.add(entry);
          }
        });
  }

  /** Forgets that a set was pulled into a cache. */
  void forget(String set, Path cache) {
    ObjectNode entry = JSON.createObjectNode().put("set", set).put("cache", text(cache));
    update(PULLED, all -> all.remove(entry));
  }

  private static String text(Path cache) {
    return cache.toAbsolutePath().normalize().toString();
  }

  /** Changes a list; two processes at once do so one after the other. */
  private void update(String list, Consumer<List<JsonNode>> change) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    // A file lock keeps processes apart, not the threads of one.
    synchronized (Ledger.class) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.lock()) {
          ObjectNode root = read();
          List<JsonNode> all = entries(root, list);
          change.accept(all);
          root.set(list, JSON.createArrayNode().addAll(all));
          AtomicFiles.writeString(
              file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
    }
  }

  private static List<JsonNode> entries(ObjectNode root, String list) {
    List<JsonNode> all = new ArrayList<>();
    root.path(list).forEach(all::add);
    return all;
  }

  private ObjectNode read() {
    try {
      JsonNode root = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(damaged());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(damaged(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private String damaged() {
    return "%s is damaged: delete it; what is pulled stays, and can be pulled again at once"
        .formatted(file);
  }
}
