package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxy that the variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and
 * {@code NO_PROXY} name, in either case. Java itself knows only system properties; they count where
 * no variable is set.
 */
public final class ProxyVariables extends ProxySelector {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final URI https;
  private final URI http;
  private final List<String> direct;

  private ProxyVariables(URI https, URI http, List<String> direct) {
    this.https = https;
    this.http = http;
    this.direct = direct;
  }

  /**
   * By given variables.
   *
   * @throws IllegalArgumentException naming the variable that is no address
   */
  public static ProxySelector of(Map<String, String> variables) {
    URI all = address(variables, "ALL_PROXY");
    URI https = address(variables, "HTTPS_PROXY");
    URI http = address(variables, "HTTP_PROXY");
    if (all == null && https == null && http == null) {
      return ProxySelector.getDefault();
    }
    List<String> direct = new ArrayList<>();
    for (String name : value(variables, "NO_PROXY").split("[,\\s]+")) {
      if (!name.isEmpty()) {
        direct.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return new ProxyVariables(https == null ? all : https, http == null ? all : http, direct);
  }

  private static String value(Map<String, String> variables, String name) {
    String lower = variables.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return lower.isBlank() ? variables.getOrDefault(name, "").strip() : lower.strip();
  }

  private static URI address(Map<String, String> variables, String name) {
    String value = value(variables, name);
    if (value.isEmpty()) {
      return null;
    }
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() != null && uri.getScheme().startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(message(name, value), e);
    }
    throw new IllegalArgumentException(message(name, value));
  }

  private static String message(String name, String value) {
    return "%s is an HTTP proxy's address as in http://proxy:3128, got '%s'".formatted(name, value);
  }

  @Override
  public List<Proxy> select(URI uri) {
    boolean secure = "https".equals(uri.getScheme());
    URI proxy = secure ? https : http;
    int port = uri.getPort() < 0 ? secure ? HTTPS_PORT : HTTP_PORT : uri.getPort();
    if (proxy == null || isDirect(uri.getHost().toLowerCase(Locale.ROOT), port)) {
      return List.of(Proxy.NO_PROXY);
    }
    int proxyPort = proxy.getPort() < 0 ? HTTP_PORT : proxy.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxyPort)));
  }

  /** An entry stands for a host and all below it, with or without a leading dot. */
  private boolean isDirect(String host, int port) {
    for (String entry : direct) {
      String name = entry;
      int colon = entry.lastIndexOf(':');
      if (colon > 0 && entry.substring(colon + 1).equals(Integer.toString(port))) {
        name = entry.substring(0, colon);
      }
      name = name.startsWith("*.") ? name.substring(2) : name;
      name = name.startsWith(".") ? name.substring(1) : name;
      if (name.equals("*") || host.equals(name) || host.endsWith("." + name)) {
        return true;
      }
    }
    return false;
  }

  /** The next try asks again; there is only one proxy to choose. */
  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {}
}
