package io.github.fpga.pipelines.hub;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.testkit.hub.StandInHub;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/** A stand-in hub with one large file, and downloads from it with little patience. */
final class HubRig implements AutoCloseable {

  static final String REPOSITORY = "org/model";
  static final String PATH = "unet/weights.safetensors";
  static final Patience IMPATIENT =
      new Patience(3, Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(2));

  final StandInHub hub = new StandInHub();
  final byte[] bytes = bytes(1, 100_000);
  final Path cache;

  HubRig(Path cache) throws IOException {
    this.cache = cache;
    hub.repository(REPOSITORY).large(PATH, bytes).small("config.json", "{}");
  }

  static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  HubEnvironment environment() {
    return environment(Optional.empty());
  }

  HubEnvironment environment(Optional<String> token) {
    return new HubEnvironment(hub.endpoint(), cache, token, false, ProxySelector.of(null));
  }

  HubDownloads downloads() {
    return downloads(environment());
  }

  HubDownloads downloads(HubEnvironment environment) {
    return new HubDownloads(environment, IMPATIENT, DiskSpace.REAL);
  }

  static HubFile file() {
    return file(PATH);
  }

  static HubFile file(String path) {
    return new HubFile(REPOSITORY, "main", path, null, OptionalLong.empty());
  }

  /** Looks and fetches. */
  static Path fetch(HubDownloads downloads, HubFile file) {
    return fetch(downloads, file, TransferListener.NONE);
  }

  static Path fetch(HubDownloads downloads, HubFile file, TransferListener listener) {
    return downloads.fetch(file, downloads.look(file, () -> true), listener);
  }

  /** What a download refuses with. */
  static String refusal(Runnable work) {
    return assertThrows(HubException.class, work::run).getMessage();
  }

  static void assertHas(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "'" + part + "' is not in: " + text);
    }
  }

  /** The hash that names the large file's content. */
  String etag() {
    return hub.repository(REPOSITORY).etag(PATH);
  }

  Path folder() {
    return cache.resolve("models--org--model");
  }

  Path partial() {
    return folder().resolve("blobs").resolve(etag() + ".incomplete");
  }

  /** Everything in the repository's folder that is no folder, by its path there. */
  List<String> names() throws IOException {
    if (!Files.exists(folder())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder())) {
      return all.filter(f -> !Files.isDirectory(f))
          .map(f -> folder().relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  /** The requests to the file server. */
  List<StandInHub.Seen> transfers() {
    return hub.seen().stream().filter(s -> !s.atHub()).toList();
  }

  @Override
  public void close() {
    hub.close();
  }
}
