package io.github.fpga.pipelines.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.testkit.hub.StandInHub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyVariablesTest {

  private static final URI SECURE = URI.create("https://huggingface.co/a");

  private static String chosen(ProxySelector selector, String uri) {
    Proxy proxy = selector.select(URI.create(uri)).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "direct";
  }

  @Test
  void eachSchemeHasItsOwn() {
    ProxySelector both =
        ProxyVariables.of(Map.of("HTTPS_PROXY", "http://safe:3128", "http_proxy", "plain:8080"));

    assertEquals("safe:3128", chosen(both, "https://huggingface.co/a"));
    assertEquals("plain:8080", chosen(both, "http://huggingface.co/a"));
    ProxySelector all = ProxyVariables.of(Map.of("ALL_PROXY", "http://any"));
    assertEquals("any:80", chosen(all, "https://huggingface.co/a"));
    assertEquals(
        "direct", chosen(ProxyVariables.of(Map.of("HTTP_PROXY", "p:1")), SECURE.toString()));
  }

  @Test
  void someHostsAreReachedDirectly() {
    ProxySelector selector =
        ProxyVariables.of(
            Map.of("https_proxy", "http://p:1", "NO_PROXY", "local, .corp.org,*.lab,mirror:8443"));

    for (String direct :
        new String[] {
          "https://LOCAL/", "https://a.corp.org/", "https://corp.org/", "https://x.lab"
        }) {
      assertEquals("direct", chosen(selector, direct), direct);
    }
    assertEquals("direct", chosen(selector, "https://mirror:8443/a"));
    assertEquals("p:1", chosen(selector, "https://mirror/a"));
    assertEquals("p:1", chosen(selector, "https://notcorp.org/"));
    assertEquals(
        "direct",
        chosen(ProxyVariables.of(Map.of("https_proxy", "p:1", "no_proxy", "*")), "https://a/"));
  }

  @Test
  void withoutVariablesJavasOwnCounts() {
    assertSame(ProxySelector.getDefault(), ProxyVariables.of(Map.of("NO_PROXY", "a")));
  }

  @Test
  void mistakesAreNamed() {
    for (String wrong : new String[] {"socks5://p:1", "http://", "a b"}) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> ProxyVariables.of(Map.of("HTTPS_PROXY", wrong)));
      assertTrue(e.getMessage().contains("HTTPS_PROXY"), e.getMessage());
    }
  }

  /** The stand-in plays the proxy of a hub whose name no resolver knows. */
  @Test
  void requestsGoThroughTheProxy(@TempDir Path folder) throws IOException {
    try (StandInHub proxy = new StandInHub()) {
      proxy.repository("org/model").small("config.json", "{}");
      HubEnvironment environment =
          HubEnvironment.of(
              Map.of(
                  "HF_ENDPOINT", "http://hub.invalid",
                  "HF_HUB_CACHE", folder.toString(),
                  "HTTP_PROXY", proxy.endpoint().toString()),
              folder);
      HubDownloads downloads = new HubDownloads(environment, HubRig.IMPATIENT, DiskSpace.REAL);

      assertEquals("{}", Files.readString(HubRig.fetch(downloads, HubRig.file("config.json"))));
    }
  }
}
