package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;

/**
 * Requests to the hub. Redirects are followed here and not by the client, because the token must
 * not reach the file servers that they lead to, and because the hub's own answer says what a file
 * is.
 */
final class HubHttp {

  private static final int MOST_REDIRECTS = 8;
  private static final int REDIRECT = 300;
  private static final int FAILURE = 400;
  private static final long LOOK_MILLIS = 50;

  private final HubEnvironment environment;
  private final HubAnswers answers;
  private final Duration silence;
  private final HttpClient client;

  HubHttp(HubEnvironment environment, Duration silence) {
    this.environment = environment;
    this.silence = silence;
    answers = new HubAnswers(environment);
    client =
        HttpClient.newBuilder()
            // One large file at a time: HTTP/2 has nothing to multiplex here.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(silence)
            .proxy(environment.proxy())
            .build();
  }

  /** A file's body, on its way. */
  record Download(int status, HttpHeaders headers, BodyQueue body) implements AutoCloseable {

    @Override
    public void close() {
      body.close();
    }
  }

  /** Asks what a file is; large files' redirects say it themselves, others are followed. */
  RemoteFile look(HubFile file, BooleanSupplier go) throws IOException {
    URI uri = resolve(file);
    Optional<String> commit = Optional.empty();
    Optional<String> etag = Optional.empty();
    Optional<String> size = Optional.empty();
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      HttpRequest request =
          request(uri, Map.of("Accept-Encoding", "identity"))
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<Void> response = send(file, request, HttpResponse.BodyHandlers.discarding(), go);
      HttpHeaders headers = response.headers();
      commit = commit.or(() -> headers.firstValue("X-Repo-Commit"));
      etag = etag.or(() -> headers.firstValue("X-Linked-Etag"));
      size = size.or(() -> headers.firstValue("X-Linked-Size"));
      if (response.statusCode() >= FAILURE) {
        throw answers.failure(file, uri, isHub(uri), response.statusCode(), headers);
      }
      boolean redirect = response.statusCode() >= REDIRECT;
      if (!redirect || (etag.isPresent() && size.isPresent())) {
        etag = etag.or(() -> headers.firstValue("ETag"));
        size = size.or(() -> headers.firstValue("Content-Length"));
        return new RemoteFile(commit.orElse(""), name(etag.orElse("")), bytes(size.orElse("")));
      }
      uri = target(file, uri, headers);
    }
    throw new HubException("%s redirects without end: check HF_ENDPOINT".formatted(file));
  }

  /**
   * Asks for a file.
   *
   * @param headers of the request, as for a part of the file
   */
  Download get(HubFile file, Map<String, String> headers, BooleanSupplier go) throws IOException {
    URI uri = resolve(file);
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      HttpResponse<BodyQueue> response =
          send(file, request(uri, headers).GET().build(), info -> new BodyQueue(), go);
      int status = response.statusCode();
      if (status < REDIRECT || status == PartialFileRange.NOT_SATISFIABLE) {
        return new Download(status, response.headers(), response.body());
      }
      response.body().close();
      if (status >= FAILURE) {
        throw answers.failure(file, uri, isHub(uri), status, response.headers());
      }
      uri = target(file, uri, response.headers());
    }
    throw new HubException("%s redirects without end: check HF_ENDPOINT".formatted(file));
  }

  private HttpRequest.Builder request(URI uri, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(silence).header("User-Agent", "fpga-jvm");
    headers.forEach(request::header);
    if (isHub(uri)) {
      environment.token().ifPresent(t -> request.header("Authorization", "Bearer " + t));
    }
    return request;
  }

  /** Whether an address is the hub's own: same scheme, host and port. */
  private boolean isHub(URI uri) {
    URI hub = environment.endpoint();
    return hub.getScheme().equalsIgnoreCase(uri.getScheme())
        && hub.getHost().equalsIgnoreCase(uri.getHost())
        && hub.getPort() == uri.getPort();
  }

  private URI resolve(HubFile file) {
    return URI.create(
        "%s/%s/resolve/%s/%s"
            .formatted(
                environment.endpoint(),
                file.repository(),
                encoded(file.revision()),
                encoded(file.path()).replace("%2F", "/")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static URI target(HubFile file, URI from, HttpHeaders headers) {
    String location = headers.firstValue("Location").orElse("");
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new HubException(
          "%s redirects %s to '%s', which is no address".formatted(from.getHost(), file, location),
          e);
    }
    boolean secure = "https".equals(target.getScheme());
    boolean plain = "http".equals(target.getScheme()) && "http".equals(from.getScheme());
    if (location.isEmpty() || target.getHost() == null || !(secure || plain)) {
      throw new HubException(
          "%s redirects %s to '%s', which is refused".formatted(from.getHost(), file, location));
    }
    return target;
  }

  private <T> HttpResponse<T> send(
      HubFile file, HttpRequest request, HttpResponse.BodyHandler<T> handler, BooleanSupplier go)
      throws IOException {
    CompletableFuture<HttpResponse<T>> future = client.sendAsync(request, handler);
    try {
      while (true) {
        Patience.requireGo(go.getAsBoolean());
        try {
          return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // Looks whether to stop, and waits on.
        }
      }
    } catch (ExecutionException e) {
      throw unreachable(file, request.uri(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      future.cancel(true);
    }
  }

  private static IOException unreachable(HubFile file, URI uri, Throwable cause) {
    if (cause instanceof SSLException) {
      throw new HubException(
          "no secure connection to %s (%s): is there a proxy whose certificate Java does not know?"
              .formatted(uri.getHost(), cause.getMessage()),
          cause);
    }
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new TransientException(
        "%s cannot be reached, or broke off, for %s (%s)".formatted(uri.getHost(), file, reason),
        null,
        false,
        cause);
  }

  private static String name(String etag) {
    return etag.replaceFirst("^W/", "").replaceAll("^\"|\"$", "");
  }

  private static long bytes(String size) {
    return size.matches("\\d{1,18}") ? Long.parseLong(size) : -1;
  }
}
