package io.github.fpga.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.fpga.evaluation.experiment.Plan;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.pipelines.family.ModelSet;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SuiteRequestTest {

  private final SuiteRequest request =
      SuiteRequest.of("swap", ModelSet.micro(), Path.of("out/swap"));

  @Test
  void anotherSeedIsOtherPeopleInOtherScenes() {
    Plan usual = Plan.of(request.protocol());
    Plan other = Plan.of(request.withSeed(7).protocol());
    assertNotEquals(usual.people(), other.people());
    assertNotEquals(usual.scenes(), other.scenes());
    assertEquals(usual.scenes().size(), other.scenes().size());
    assertEquals(request.checksum(), request.withSeed(7).checksum());
  }

  /** Nobody may tune by the figures of evaluation people, whoever judges. */
  @Test
  void anotherJudgeSeesDevelopmentPeopleOnly() {
    Path judge = Path.of("judge.safetensors");
    SuiteRequest development = request.onDevelopment(judge);
    assertEquals(IdentitySplit.DEVELOPMENT, development.protocol().people().split());
    assertEquals(judge, development.quick().developmentJudge());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SuiteRequest(
                request.protocol(),
                request.checksum(),
                request.models(),
                judge,
                request.output(),
                request.command()));
  }
}
