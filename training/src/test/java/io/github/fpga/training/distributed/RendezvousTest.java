package io.github.fpga.training.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendezvousTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MASTER_ADDR", "10.0.0.7",
          "MASTER_PORT", "29500",
          "RANK", "3",
          "WORLD_SIZE", "4",
          "LOCAL_RANK", "1");

  @Test
  void readsWhatTorchrunSets() {
    Rendezvous place = Rendezvous.fromEnvironment(ENVIRONMENT).orElseThrow();
    assertEquals(
        new Rendezvous("10.0.0.7", 29_500, 3, 4, 1, false, Rendezvous.DEFAULT_TIMEOUT), place);
  }

  @Test
  void oneProcessWithoutRankAndWorldSize() {
    assertEquals(Optional.empty(), Rendezvous.fromEnvironment(Map.of("MASTER_ADDR", "a")));
  }

  @Test
  void localRankIsTheRankUnlessSet_andSilenceCanBeBorneLonger() {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.remove("LOCAL_RANK");
    environment.put("FPGA_RANK_TIMEOUT", "300");
    environment.put("TORCHELASTIC_USE_AGENT_STORE", "True");
    Rendezvous place = Rendezvous.fromEnvironment(environment).orElseThrow();
    assertEquals(3, place.localRank());
    assertTrue(place.hosted());
    assertEquals(Duration.ofMinutes(5), place.timeout());
  }

  @Test
  void allThatIsMissingIsNamed() {
    String message = message(Map.of("RANK", "0", "MASTER_PORT", "1"));
    assertTrue(message.contains("needs MASTER_ADDR, WORLD_SIZE too"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "MASTER_ADDR, ' ', MASTER_ADDR is empty",
    "MASTER_PORT, 70000, MASTER_PORT is 70000: it must lie in 1..65535",
    "MASTER_PORT, http, MASTER_PORT is 'http': it must be a whole number",
    "RANK, 4, RANK is 4: it must lie in 0..3",
    "WORLD_SIZE, 0, WORLD_SIZE is 0",
    "LOCAL_RANK, -1, LOCAL_RANK is -1",
    "FPGA_RANK_TIMEOUT, 0, FPGA_RANK_TIMEOUT is PT0S"
  })
  void aWrongValueIsNamed(String name, String value, String expected) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(name, value);
    String message = message(environment);
    assertTrue(message.contains(expected), message);
  }

  private static String message(Map<String, String> environment) {
    return assertThrows(
            IllegalArgumentException.class, () -> Rendezvous.fromEnvironment(environment))
        .getMessage();
  }
}
