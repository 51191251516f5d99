package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerConfigTest {

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The public Stable Diffusion 1.5 file names a class and options we do not need. */
  @Test
  void theScheduleOfAnyClassCanBeRead() {
    NoiseSchedule schedule =
        SchedulerConfig.schedule(
            json(
                "{'_class_name': 'PNDMScheduler', 'beta_end': 0.012, 'beta_schedule':"
                    + " 'scaled_linear', 'beta_start': 0.00085, 'num_train_timesteps': 1000,"
                    + " 'set_alpha_to_one': false, 'skip_prk_steps': true, 'steps_offset': 1,"
                    + " 'trained_betas': null, 'clip_sample': false}"));
    assertEquals(NoiseSchedule.stableDiffusion(PredictionType.EPSILON), schedule);
  }

  @Test
  void absentOptionsHaveUpstreamsDefaults() {
    SchedulerConfig ddim = SchedulerConfig.parse("DDIMScheduler", json("{}"));
    assertEquals(1000, ddim.schedule().size());
    assertEquals(1 - 0.0001, ddim.schedule().alphaCumprod(0), 1e-12);
    assertEquals(1, ddim.schedule().finalAlphaCumprod());
    assertEquals(TimestepSpacing.LEADING, ddim.spacing());
    assertEquals(0, ddim.stepsOffset());
    SchedulerConfig solver = SchedulerConfig.parse("DPMSolverMultistepScheduler", json("{}"));
    assertEquals(DpmSolver.plusPlus2M(false), solver.sampler());
    assertEquals(TimestepSpacing.LINSPACE, solver.spacing());
  }

  @Test
  void trainedBetasAreUsed() {
    NoiseSchedule schedule = SchedulerConfig.schedule(json("{'trained_betas': [0.1, 0.5]}"));
    assertEquals(2, schedule.size());
    assertEquals(0.45, schedule.alphaCumprod(1), 1e-12);
  }

  @Test
  void theLastSigmaIsAsAsked() {
    for (String name : new String[] {"EulerDiscreteScheduler", "DPMSolverMultistepScheduler"}) {
      TimestepGrid zero = SchedulerConfig.parse(name, json("{}")).grid(5);
      assertEquals(1, zero.alphaCumprod(5));
      SchedulerConfig smallest =
          SchedulerConfig.parse(name, json("{'final_sigmas_type': 'sigma_min'}"));
      double expected = smallest.schedule().alphaCumprod(0);
      assertEquals(expected, smallest.grid(5).alphaCumprod(5), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'clip_sample': true}",
        "{'thresholding': true}",
        "{'prediction_type': 'flow'}",
        "{'timestep_spacing': 'log'}",
        "{'beta_schedule': 'cubic'}",
        "{'algorithm_type': 'dpmsolver+++'}",
        "{'final_sigmas_type': 'one'}",
        "{'solver_order': 4}",
        "{'use_lu_lambdas': true}"
      })
  void whatIsNotSupportedIsRefused(String config) {
    assertThrows(
        IllegalArgumentException.class,
        () -> SchedulerConfig.parse("DPMSolverMultistepScheduler", json(config)));
  }

  @Test
  void whatOtherSamplersDoNotSupportIsRefused() {
    List<List<String>> refused =
        List.of(
            List.of("PNDMScheduler", "{}"),
            List.of("UniPCMultistepScheduler", "{'solver_type': 'midpoint'}"),
            List.of("UniPCMultistepScheduler", "{'disable_corrector': [0]}"),
            List.of("UniPCMultistepScheduler", "{'predict_x0': false}"),
            List.of("UniPCMultistepScheduler", "{'solver_order': 4}"),
            List.of("DPMSolverSinglestepScheduler", "{'solver_order': 3}"),
            List.of("DPMSolverSinglestepScheduler", "{'algorithm_type': 'dpmsolver'}"));
    for (List<String> one : refused) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SchedulerConfig.parse(one.get(0), json(one.get(1))),
          one.toString());
    }
    assertThrows(IllegalArgumentException.class, () -> new Lms(5, false, false));
    assertThrows(IllegalArgumentException.class, () -> new Tcd(1.5, 50));
    assertThrows(IllegalArgumentException.class, () -> new Tcd(0.3, 0));
  }

  @Test
  void plmsDoesNotEndCleanByDefault() {
    NoiseSchedule plms =
        SchedulerConfig.parse("PNDMScheduler", json("{'skip_prk_steps': true}")).schedule();
    assertEquals(plms.alphaCumprod(0), plms.finalAlphaCumprod());
    assertEquals(
        1, SchedulerConfig.parse("DDIMScheduler", json("{}")).schedule().finalAlphaCumprod());
  }

  @Test
  void unknownClassesAreAnsweredWithTheKnownOnes() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> SchedulerConfig.parse("FlowMatchScheduler", json("{}")))
            .getMessage();
    assertTrue(message.contains("FlowMatchScheduler") && message.contains("DDIMScheduler"));
  }
}
