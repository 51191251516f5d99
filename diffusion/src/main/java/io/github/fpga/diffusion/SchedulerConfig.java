package io.github.fpga.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A diffusers {@code scheduler_config.json} as our own types.
 *
 * @param schedule the network's noise schedule
 * @param sampler the sampler the file names
 * @param spacing how its steps are spread
 * @param stepsOffset for leading spacing
 * @param strided whether upstream steps by a constant stride ({@link TimestepGrid#strided})
 */
public record SchedulerConfig(
    NoiseSchedule schedule,
    Sampler sampler,
    TimestepSpacing spacing,
    int stepsOffset,
    boolean strided) {

  /** The scheduler classes {@link #parse} knows. */
  public static final List<String> CLASSES =
      List.of(
          "DDIMScheduler",
          "DDIMInverseScheduler",
          "DDPMScheduler",
          "DPMSolverMultistepScheduler",
          "EulerDiscreteScheduler",
          "EulerAncestralDiscreteScheduler",
          "DPMSolverSinglestepScheduler",
          "UniPCMultistepScheduler",
          "HeunDiscreteScheduler",
          "LMSDiscreteScheduler",
          "PNDMScheduler",
          "LCMScheduler",
          "TCDScheduler");

  /** Options that latent diffusion does not use, with the only value supported. */
  private static final List<List<String>> FIXED =
      List.of(
          List.of("clip_sample", "false"),
          List.of("thresholding", "false"),
          List.of("use_lu_lambdas", "false"),
          List.of("use_exponential_sigmas", "false"),
          List.of("use_beta_sigmas", "false"),
          List.of("use_flow_sigmas", "false"),
          List.of("interpolation_type", "linear"),
          List.of("timestep_type", "discrete"),
          List.of("predict_x0", "true"),
          List.of("sigma_min", "null"),
          List.of("sigma_max", "null"));

  /**
   * Reads a config; options that are absent have upstream's defaults, except that latents are never
   * clipped.
   *
   * @param className upstream's class, as in {@code DDIMScheduler}
   * @throws IllegalArgumentException for classes, names or options not supported
   */
  public static SchedulerConfig parse(String className, JsonNode config) {
    for (List<String> option : FIXED) {
      JsonNode value = config.path(option.get(0));
      if (!value.isMissingNode() && !value.asText().equals(option.get(1))) {
        throw new IllegalArgumentException(
            "%s %s is not supported, only %s".formatted(option.get(0), value, option.get(1)));
      }
    }
    boolean strided = className.startsWith("DDIM") || className.equals("DDPMScheduler");
    boolean leading =
        strided || List.of("LCMScheduler", "TCDScheduler", "PNDMScheduler").contains(className);
    String defaultSpacing = leading ? "leading" : "linspace";
    // The one class whose default is not to end clean.
    boolean toOne = !className.equals("PNDMScheduler");
    return new SchedulerConfig(
        schedule(config, toOne),
        sampler(className, config),
        TimestepSpacing.of(config.path("timestep_spacing").asText(defaultSpacing)),
        config.path("steps_offset").asInt(0),
        strided);
  }

  /**
   * The noise schedule of any scheduler class's config.
   *
   * @throws IllegalArgumentException for an unknown beta schedule or prediction type
   */
  public static NoiseSchedule schedule(JsonNode config) {
    return schedule(config, true);
  }

  private static NoiseSchedule schedule(JsonNode config, boolean toOneByDefault) {
    double[] betas = betas(config);
    if (config.path("rescale_betas_zero_snr").asBoolean(false)) {
      betas = BetaSchedule.rescaleZeroTerminalSnr(betas);
    }
    double[] alphasCumprod = BetaSchedule.alphasCumprod(betas);
    boolean toOne = config.path("set_alpha_to_one").asBoolean(toOneByDefault);
    return new NoiseSchedule(
        alphasCumprod,
        toOne ? 1 : alphasCumprod[0],
        PredictionType.of(config.path("prediction_type").asText("epsilon")));
  }

  /** Upstream's own grid of this many steps. */
  public TimestepGrid grid(int steps) {
    return strided
        ? TimestepGrid.strided(schedule, spacing.timesteps(schedule.size(), steps, stepsOffset))
        : sampler.grid(schedule, spacing, stepsOffset, steps);
  }

  private static double[] betas(JsonNode config) {
    JsonNode trained = config.path("trained_betas");
    if (trained.isArray()) {
      return StreamSupport.stream(trained.spliterator(), false)
          .mapToDouble(JsonNode::asDouble)
          .toArray();
    }
    return BetaSchedule.of(config.path("beta_schedule").asText("linear"))
        .betas(
            config.path("num_train_timesteps").asInt(1000),
            config.path("beta_start").asDouble(0.0001),
            config.path("beta_end").asDouble(0.02));
  }

  private static Sampler sampler(String className, JsonNode config) {
    boolean karras = config.path("use_karras_sigmas").asBoolean(false);
    return switch (className) {
      case "DDIMScheduler", "DDIMInverseScheduler" -> Ddim.DETERMINISTIC;
      case "DDPMScheduler" -> ddpm(config);
      case "DPMSolverMultistepScheduler" -> dpmSolver(config, karras);
      case "DPMSolverSinglestepScheduler" -> dpmSinglestep(config, karras);
      case "UniPCMultistepScheduler" -> uniPc(config, karras);
      case "HeunDiscreteScheduler" -> new Heun(karras);
      case "LMSDiscreteScheduler" -> new Lms(4, karras, true);
      case "PNDMScheduler" -> pndm(config);
      case "TCDScheduler" ->
          new Tcd(Tcd.DEFAULT.eta(), config.path("original_inference_steps").asInt(50));
      case "EulerDiscreteScheduler" -> new Euler(false, karras, zeroSigma(config));
      case "EulerAncestralDiscreteScheduler" -> new Euler(true, karras);
      case "LCMScheduler" ->
          new Lcm(
              config.path("original_inference_steps").asInt(50),
              config.path("timestep_scaling").asDouble(10));
      default ->
          throw new IllegalArgumentException(
              "unknown scheduler class '%s', known: %s".formatted(className, CLASSES));
    };
  }

  private static boolean zeroSigma(JsonNode config) {
    String type = config.path("final_sigmas_type").asText("zero");
    if (!type.equals("zero") && !type.equals("sigma_min")) {
      throw new IllegalArgumentException("unknown final_sigmas_type " + type);
    }
    return type.equals("zero");
  }

  private static Sampler ddpm(JsonNode config) {
    String variance = config.path("variance_type").asText("fixed_small");
    if (!variance.equals("fixed_small")) {
      throw new IllegalArgumentException("variance_type %s is not supported".formatted(variance));
    }
    return new Ddim(1);
  }

  private static Sampler dpmSolver(JsonNode config, boolean karras) {
    String algorithm = config.path("algorithm_type").asText("dpmsolver++");
    DpmSolver.End end =
        new DpmSolver.End(
            zeroSigma(config),
            config.path("lower_order_final").asBoolean(true),
            config.path("euler_at_final").asBoolean(false));
    return new DpmSolver(
        config.path("solver_order").asInt(2),
        Arrays.stream(DpmSolver.Algorithm.values())
            .filter(a -> a.configName().equals(algorithm))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown algorithm_type " + algorithm)),
        config.path("solver_type").asText("midpoint").equals("heun"),
        karras,
        end,
        config.path("lambda_min_clipped").asDouble(Double.NEGATIVE_INFINITY));
  }

  private static Sampler dpmSinglestep(JsonNode config, boolean karras) {
    requireValue(config, "algorithm_type", "dpmsolver++");
    requireValue(config, "solver_order", "2");
    return new DpmSinglestep(
        config.path("solver_type").asText("midpoint").equals("heun"),
        karras,
        zeroSigma(config),
        config.path("lower_order_final").asBoolean(false));
  }

  private static Sampler uniPc(JsonNode config, boolean karras) {
    if (!config.path("disable_corrector").isEmpty()) {
      throw new IllegalArgumentException(
          "disable_corrector %s is not supported".formatted(config.path("disable_corrector")));
    }
    String type = config.path("solver_type").asText("bh2");
    if (!type.equals("bh1") && !type.equals("bh2")) {
      throw new IllegalArgumentException("solver_type %s is not supported".formatted(type));
    }
    return new UniPc(
        config.path("solver_order").asInt(2),
        type.equals("bh2"),
        karras,
        zeroSigma(config),
        config.path("lower_order_final").asBoolean(true));
  }

  private static Sampler pndm(JsonNode config) {
    if (!config.path("skip_prk_steps").asBoolean(false)) {
      throw new IllegalArgumentException("skip_prk_steps false is not supported, only true");
    }
    return new Pndm();
  }

  private static void requireValue(JsonNode config, String option, String supported) {
    String value = config.path(option).asText(supported);
    if (!value.equals(supported)) {
      throw new IllegalArgumentException(
          "%s %s is not supported, only %s".formatted(option, value, supported));
    }
  }
}
