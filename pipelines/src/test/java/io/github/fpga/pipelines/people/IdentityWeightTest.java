package io.github.fpga.pipelines.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class IdentityWeightTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void fromTheFirstStepToTheLast() {
    IdentityWeight rising = IdentityWeight.parse("0.5..1");
    assertEquals(0.5, rising.at(1));
    assertEquals(0.75, rising.at(0.5));
    assertEquals(1, rising.at(0));
    assertEquals(0.9, IdentityWeight.parse("0.9").at(0.3));
    assertTrue(IdentityWeight.parse("0.9..0.9").isSteady());
  }

  /** A steady weight is a number, as in requests written before weights could change. */
  @Test
  void standsInRequests() throws JsonProcessingException {
    assertEquals("0.9", JSON.writeValueAsString(IdentityWeight.steady(0.9)));
    assertEquals("\"0.5..1.0\"", JSON.writeValueAsString(new IdentityWeight(0.5, 1)));
    assertEquals(IdentityWeight.steady(1), JSON.readValue("1", IdentityWeight.class));
    assertEquals(new IdentityWeight(0.5, 1), JSON.readValue("\"0.5..1.0\"", IdentityWeight.class));
  }

  @Test
  void mistakesAreNamed() {
    assertTrue(message("4").contains("must be in [0, 3], got 4.0"));
    assertTrue(message("NaN").contains("must be in [0, 3]"));
    assertTrue(message("1..x").contains("'x' is not a number"));
  }

  private static String message(String text) {
    return assertThrows(IllegalArgumentException.class, () -> IdentityWeight.parse(text))
        .getMessage();
  }
}
