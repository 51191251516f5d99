package io.github.fpga.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EvaluationProtocolTest {

  @Test
  void saysItsCommand() {
    assertEquals(
        "fpga evaluate --people 50 --scenes 40 --seed 7 -o out/7",
        EvaluationProtocol.of(7, Path.of("out/7")).command());
  }

  @Test
  void refusesNonsense() {
    Path out = Path.of("out");
    assertThrows(IllegalArgumentException.class, () -> new EvaluationProtocol(3, 1, 1, out));
    assertThrows(IllegalArgumentException.class, () -> new EvaluationProtocol(2000, 1, 1, out));
    assertThrows(IllegalArgumentException.class, () -> new EvaluationProtocol(4, 0, 1, out));
    assertThrows(IllegalArgumentException.class, () -> EvaluationProtocol.of(1, Path.of("a,b")));
  }
}
