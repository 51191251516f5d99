package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where files come from and where they go, by huggingface_hub's environment variables.
 *
 * @param endpoint the hub ({@code HF_ENDPOINT}), without a slash at the end
 * @param cache folder of the repositories ({@code HF_HUB_CACHE}, its older name {@code
 *     HUGGINGFACE_HUB_CACHE}, or {@code hub} in {@code HF_HOME}, which is by default {@code
 *     huggingface} in {@code XDG_CACHE_HOME} or {@code ~/.cache})
 * @param token of the user ({@code HF_TOKEN}, else the file {@code HF_TOKEN_PATH}, else {@code
 *     token} in {@code HF_HOME})
 * @param offline whether the network may not be used ({@code HF_HUB_OFFLINE})
 * @param proxy for every connection, see {@link ProxyVariables}
 */
public record HubEnvironment(
    URI endpoint, Path cache, Optional<String> token, boolean offline, ProxySelector proxy) {

  private static final String ENDPOINT = "https://huggingface.co";
  private static final Set<String> YES = Set.of("1", "on", "yes", "true");

  /** Checks the endpoint. */
  public HubEnvironment {
    String scheme = String.valueOf(endpoint.getScheme());
    if (endpoint.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException(
          "HF_ENDPOINT is an address as in %s, got '%s'".formatted(ENDPOINT, endpoint));
    }
  }

  /**
   * This process's. A system property of a variable's name counts before the variable, for Java
   * programs that cannot set variables.
   */
  public static HubEnvironment ofProcess() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> variables.put(name, System.getProperty(name)));
    return of(variables, Path.of(System.getProperty("user.home")));
  }

  /**
   * By given variables; empty ones count as unset.
   *
   * @param home the user's folder, which {@code ~} stands for
   * @throws IllegalArgumentException naming the variable that cannot be used
   */
  public static HubEnvironment of(Map<String, String> variables, Path home) {
    Variables env = new Variables(variables, home);
    Path caches = env.path("XDG_CACHE_HOME").orElse(home.resolve(".cache"));
    Path hubHome = env.path("HF_HOME").orElse(caches.resolve("huggingface"));
    Path cache =
        env.path("HF_HUB_CACHE")
            .or(() -> env.path("HUGGINGFACE_HUB_CACHE"))
            .orElse(hubHome.resolve("hub"));
    Path tokenFile = env.path("HF_TOKEN_PATH").orElse(hubHome.resolve("token"));
    String endpoint = env.text("HF_ENDPOINT").orElse(ENDPOINT).replaceAll("/+$", "");
    return new HubEnvironment(
        uri(endpoint),
        cache,
        env.text("HF_TOKEN").or(() -> stored(tokenFile)),
        env.text("HF_HUB_OFFLINE")
            .filter(v -> YES.contains(v.toLowerCase(Locale.ROOT)))
            .isPresent(),
        ProxyVariables.of(variables));
  }

  /** The same without network. */
  public HubEnvironment asOffline() {
    return new HubEnvironment(endpoint, cache, token, true, proxy);
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "HF_ENDPOINT is an address as in %s, got '%s'".formatted(ENDPOINT, text), e);
    }
  }

  private static Optional<String> stored(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Files.readString(file).strip()).filter(t -> !t.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the token in " + file, e);
    }
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "%s into %s%s%s"
        .formatted(
            endpoint, cache, token.isPresent() ? " with a token" : "", offline ? ", offline" : "");
  }

  private record Variables(Map<String, String> values, Path home) {

    Optional<String> text(String name) {
      return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    Optional<Path> path(String name) {
      return text(name)
          .map(v -> v.equals("~") || v.startsWith("~/") ? home + v.substring(1) : v)
          .map(Path::of);
    }
  }
}
