package io.github.fpga.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.fpga.idzoom.world.IdentitySplit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EvaluationProtocolTest {

  @Test
  void saysItsCommand() {
    assertEquals(
        "fpga evaluate --people 50 --scenes 40 --seed 7 -o out/7",
        EvaluationProtocol.of(7, Path.of("out/7")).command());
  }

  /** Whoever brings a judge of their own gets development people, and nobody else does. */
  @Test
  void tuningIsOnDevelopmentPeople() {
    EvaluationProtocol tuning =
        new EvaluationProtocol(4, 1, 7, Path.of("out/7"), Path.of("my.safetensors"));
    assertEquals(IdentitySplit.DEVELOPMENT, tuning.split());
    assertEquals(
        "fpga evaluate --people 4 --scenes 1 --seed 7 --development my.safetensors -o out/7",
        tuning.command());
    assertEquals(IdentitySplit.EVALUATION, EvaluationProtocol.of(7, Path.of("out/7")).split());
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
