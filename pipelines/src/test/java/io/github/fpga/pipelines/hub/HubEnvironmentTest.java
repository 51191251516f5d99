package io.github.fpga.pipelines.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubEnvironmentTest {

  @TempDir Path home;

  private HubEnvironment of(String... pairs) {
    Map<String, String> variables = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      variables.put(pairs[i], pairs[i + 1]);
    }
    return HubEnvironment.of(variables, home);
  }

  @Test
  void withoutVariables() {
    HubEnvironment environment = of();

    assertEquals(URI.create("https://huggingface.co"), environment.endpoint());
    assertEquals(home.resolve(".cache/huggingface/hub"), environment.cache());
    assertEquals(Optional.empty(), environment.token());
    assertFalse(environment.offline());
  }

  @Test
  void theNearestVariableNamesTheCache() {
    String xdg = home.resolve("x").toString();
    String hub = home.resolve("h").toString();

    assertEquals(Path.of(xdg, "huggingface/hub"), of("XDG_CACHE_HOME", xdg).cache());
    assertEquals(Path.of(hub, "hub"), of("XDG_CACHE_HOME", xdg, "HF_HOME", hub).cache());
    assertEquals(Path.of("/old"), of("HF_HOME", hub, "HUGGINGFACE_HUB_CACHE", "/old").cache());
    assertEquals(
        Path.of("/new"), of("HF_HUB_CACHE", "/new", "HUGGINGFACE_HUB_CACHE", "/old").cache());
    assertEquals(home.resolve("models"), of("HF_HUB_CACHE", "~/models").cache());
    assertEquals(home.resolve(".cache/huggingface/hub"), of("HF_HUB_CACHE", " ").cache());
  }

  @Test
  void theTokenIsFoundWhereTheHubsLibrariesPutIt() throws IOException {
    Files.createDirectories(home.resolve("h"));
    Files.writeString(home.resolve("h/token"), "stored\n");
    Files.writeString(home.resolve("elsewhere"), "other");
    String hub = home.resolve("h").toString();

    assertEquals(Optional.of("stored"), of("HF_HOME", hub).token());
    assertEquals(
        Optional.of("other"),
        of("HF_HOME", hub, "HF_TOKEN_PATH", home.resolve("elsewhere").toString()).token());
    HubEnvironment given = of("HF_HOME", hub, "HF_TOKEN", "given");
    assertEquals(Optional.of("given"), given.token());
    assertFalse(given.toString().contains("given"));
  }

  @Test
  void endpointsAndOffline() {
    assertEquals(
        URI.create("http://mirror:8080"), of("HF_ENDPOINT", "http://mirror:8080/").endpoint());
    for (String yes : new String[] {"1", "ON", "yes", "True"}) {
      assertTrue(of("HF_HUB_OFFLINE", yes).offline(), yes);
    }
    assertFalse(of("HF_HUB_OFFLINE", "0").offline());
    for (String wrong : new String[] {"mirror", "ftp://mirror", "http://a b"}) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> of("HF_ENDPOINT", wrong));
      assertTrue(e.getMessage().contains("HF_ENDPOINT"), e.getMessage());
    }
  }
}
