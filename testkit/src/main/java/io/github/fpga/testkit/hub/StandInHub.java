package io.github.fpga.testkit.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the public hub does, on the loopback interface: a hub that names commits and hashes and
 * redirects large files to a file server of its own (another port, so another origin), which knows
 * ranges. It can be told to misbehave.
 */
public final class StandInHub implements AutoCloseable {

  /** A request as it came. Absent headers are null. */
  public record Seen(
      boolean atHub,
      String method,
      String path,
      String authorization,
      String range,
      String ifRange) {}

  /** An answer to give instead of the right one. */
  record Failure(int status, Map<String, String> headers) {}

  private final HttpServer hub;
  private final FileServer files;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "stand-in-hub");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, StandInRepository> repositories = new HashMap<>();
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Failure> failures = new ArrayDeque<>();
  private String token;

  public StandInHub() throws IOException {
    hub = server();
    files = new FileServer(server(), threads, seen);
    hub.setExecutor(threads);
    hub.createContext("/", this::answer);
    hub.start();
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** The value for {@code HF_ENDPOINT}. */
  public URI endpoint() {
    return FileServer.address(hub);
  }

  /** A repository, made at the first call. */
  public synchronized StandInRepository repository(String name) {
    return repositories.computeIfAbsent(name, StandInRepository::new);
  }

  /** The file server behind the hub. */
  public FileServer files() {
    return files;
  }

  /** From now on requests need this token. */
  public synchronized void requireToken(String value) {
    token = value;
  }

  /** The hub answers the next request like this. */
  public synchronized void failNext(int status, Map<String, String> headers) {
    failures.add(new Failure(status, headers));
  }

  /** All requests so far, to the hub and to the file server. */
  public List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** Forgets the requests so far. */
  public void forget() {
    seen.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(FileServer.seen(true, exchange));
      Failure failure = failure(exchange);
      if (failure != null) {
        fail(exchange, failure);
      } else {
        resolve(exchange);
      }
    }
  }

  private synchronized Failure failure(HttpExchange exchange) {
    if (!failures.isEmpty()) {
      return failures.poll();
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return token != null && !("Bearer " + token).equals(given)
        ? new Failure(401, Map.of("X-Error-Code", "RepoNotFound"))
        : null;
  }

  private static void fail(HttpExchange exchange, Failure failure) throws IOException {
    failure.headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(failure.status, -1);
  }

  private void resolve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    // "/org/name/resolve/revision/file", or the short-cut that the hub redirects small files to.
    boolean cached = path.startsWith("/api/resolve-cache/models/");
    String[] parts = path.replace("/api/resolve-cache/models", "").split("/", cached ? 5 : 6);
    StandInRepository repository = repository(parts[1] + "/" + parts[2]);
    String revision = parts[cached ? 3 : 4];
    String name = parts[cached ? 4 : 5];
    String error = repository.error(revision, name);
    if (error != null) {
      fail(
          exchange,
          new Failure(error.equals("GatedRepo") ? 403 : 404, Map.of("X-Error-Code", error)));
      return;
    }
    StandInFile file = repository.file(name);
    exchange.getResponseHeaders().set("X-Repo-Commit", repository.commit());
    if (file.large()) {
      exchange.getResponseHeaders().set("X-Linked-Etag", '"' + file.etag() + '"');
      exchange.getResponseHeaders().set("X-Linked-Size", Long.toString(file.size()));
      redirect(exchange, 302, files.offer(file));
    } else if (!cached) {
      redirect(
          exchange,
          307,
          "/api/resolve-cache/models%s/%s/%s"
              .formatted("/" + parts[1] + "/" + parts[2], repository.commit(), name));
    } else {
      files.send(exchange, file, '"' + file.etag() + '"');
    }
  }

  private static void redirect(HttpExchange exchange, int status, String target)
      throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    hub.stop(0);
    files.close();
    threads.shutdownNow();
  }
}
