package io.github.fpga.testkit.hub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/** The server of large files behind the stand-in hub; its ETags are its own. */
public final class FileServer implements AutoCloseable {

  private static final int CHUNK = 4096;
  private static final long BREAK_MILLIS = 100;

  private final HttpServer server;
  private final List<StandInHub.Seen> seen;
  private final List<StandInFile> offered = new ArrayList<>();
  private final Deque<Integer> cuts = new ArrayDeque<>();
  private final Deque<Integer> failures = new ArrayDeque<>();
  private boolean ranges = true;
  private long pauseMillis;

  FileServer(HttpServer server, Executor threads, List<StandInHub.Seen> seen) {
    this.server = server;
    this.seen = seen;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static URI address(HttpServer server) {
    return URI.create(
        "http://%s:%d"
            .formatted(
                server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort()));
  }

  static StandInHub.Seen seen(boolean atHub, HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    return new StandInHub.Seen(
        atHub,
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        headers.getFirst("Authorization"),
        headers.getFirst("Range"),
        headers.getFirst("If-Range"));
  }

  /** The next body breaks off after so many bytes; calls queue up. */
  public synchronized void cutAfter(int bytes) {
    cuts.add(bytes);
  }

  /** The next request is answered with a status; calls queue up. */
  public synchronized void failNext(int status) {
    failures.add(status);
  }

  /** Whether parts of files are sent. */
  public synchronized void ranges(boolean on) {
    ranges = on;
  }

  /** Waits between pieces of 4096 bytes. */
  public synchronized void pause(long millis) {
    pauseMillis = millis;
  }

  /** The address of a file. */
  synchronized String offer(StandInFile file) {
    offered.add(file);
    return address(server) + "/" + (offered.size() - 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(seen(false, exchange));
      Integer failure;
      StandInFile file;
      synchronized (this) {
        failure = failures.poll();
        file = offered.get(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
      }
      if (failure != null) {
        exchange.sendResponseHeaders(failure, -1);
      } else {
        send(exchange, file, "\"server-" + StandInFile.digest("SHA-1", file.sent()) + '"');
      }
    }
  }

  /** Sends a file, or the part that was asked for. */
  void send(HttpExchange exchange, StandInFile file, String etag) throws IOException {
    byte[] bytes = file.sent();
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", etag);
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Long.toString(file.size()));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    int from = from(exchange, etag);
    if (from >= bytes.length && from > 0) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (from > 0) {
      headers.set(
          "Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
    }
    int length = bytes.length - from;
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length == 0 ? -1 : length);
    write(exchange, bytes, from);
  }

  private synchronized int from(HttpExchange exchange, String etag) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    boolean part = range != null && ranges && (ifRange == null || ifRange.equals(etag));
    return part ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
  }

  private void write(HttpExchange exchange, byte[] bytes, int from) throws IOException {
    Integer cut;
    long pause;
    synchronized (this) {
      cut = cuts.poll();
      pause = pauseMillis;
    }
    int end = cut == null ? bytes.length : Math.min(bytes.length, from + cut);
    OutputStream out = exchange.getResponseBody();
    for (int i = from; i < end; i += CHUNK) {
      out.write(bytes, i, Math.min(CHUNK, end - i));
      out.flush();
      sleep(pause);
    }
    if (cut != null) {
      // A client that hears of the break together with the bytes before it may lose them.
      sleep(BREAK_MILLIS);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
