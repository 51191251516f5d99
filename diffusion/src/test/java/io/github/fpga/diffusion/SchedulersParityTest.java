package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.diffusion.inversion.DdimInversion;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every configuration of the reference file against diffusers. Coefficients here are computed in
 * double, upstream in float: the file's tolerance (1e-4, 1e-3) covers eight steps of that.
 */
class SchedulersParityTest {

  /** Upstream classes whose latents are variance exploding, {@code x0 + sigma * noise}. */
  private static final Set<String> VARIANCE_EXPLODING =
      Set.of(
          "EulerDiscreteScheduler",
          "EulerAncestralDiscreteScheduler",
          "HeunDiscreteScheduler",
          "LMSDiscreteScheduler");

  /** Index of the noise that starts img2img runs. */
  private static final int IMG2IMG_NOISE = 40;

  private static final Golden GOLDEN = Golden.load("schedulers");

  /** One configuration of the file. */
  private record Case(String name, String className, SchedulerConfig config) {

    static Case of(String name) {
      JsonNode entry = GOLDEN.config().path(name);
      String className = entry.path("class").asText();
      SchedulerConfig config = SchedulerConfig.parse(className, entry.path("config"));
      JsonNode extra = entry.path("step_kwargs");
      double eta = extra.path("eta").asDouble(0);
      assertEquals(extra.has("eta") ? 1 : 0, extra.size(), "unknown step arguments " + extra);
      return new Case(name, className, extra.has("eta") ? withEta(config, eta) : config);
    }

    private static SchedulerConfig withEta(SchedulerConfig config, double eta) {
      Sampler sampler =
          config.sampler() instanceof Tcd tcd ? new Tcd(eta, tcd.originalSteps()) : new Ddim(eta);
      assertTrue(sampler instanceof Tcd || config.sampler() instanceof Ddim, "nothing has an eta");
      return new SchedulerConfig(
          config.schedule(), sampler, config.spacing(), config.stepsOffset(), config.strided());
    }

    boolean inverse() {
      return className.equals("DDIMInverseScheduler");
    }

    /** Our latents at a grid point on upstream's scale. */
    double scale(TimestepGrid grid, int point) {
      return VARIANCE_EXPLODING.contains(className) ? 1 / Math.sqrt(grid.alphaCumprod(point)) : 1;
    }

    Tensor out(String what) {
      return GOLDEN.out(name + "." + what);
    }

    boolean has(String what) {
      return GOLDEN.hasOut(name + "." + what);
    }

    /** The number of steps whose grid has as many entries as the trajectory. */
    int trajectorySteps() {
      int entries = (int) out("traj").size(0) - 1;
      return IntStream.rangeClosed(1, entries)
          .filter(steps -> config.grid(steps).size() == entries)
          .findFirst()
          .orElseThrow();
    }
  }

  private static Stream<String> names() {
    Iterable<String> names = () -> GOLDEN.config().fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }

  private static Stream<DynamicTest> perCase(java.util.function.Consumer<Case> check) {
    return names().map(name -> DynamicTest.dynamicTest(name, () -> scoped(check, Case.of(name))));
  }

  private static void scoped(java.util.function.Consumer<Case> check, Case one) {
    try (Scope scope = Scope.open()) {
      check.accept(one);
    }
  }

  @TestFactory
  Stream<DynamicTest> timesteps() {
    return perCase(
        one -> {
          String start = one.name() + ".timesteps_";
          for (String output : GOLDEN.outputs()) {
            if (output.startsWith(start)) {
              int steps = Integer.parseInt(output.substring(start.length()));
              double[] timesteps = one.config().grid(steps).timesteps();
              float[] ours = new float[timesteps.length];
              for (int i = 0; i < ours.length; i++) {
                ours[i] = (float) timesteps[one.inverse() ? ours.length - 1 - i : i];
              }
              // Fractional timesteps pass through logarithms, in upstream in float.
              GOLDEN.assertClose(output, Tensors.of(ours, ours.length), 2e-3, 1e-6);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> sigmas() {
    return perCase(
        one -> {
          if (one.has("sigmas")) {
            TimestepGrid grid = one.config().grid(one.trajectorySteps());
            float[] sigmas = new float[grid.size() + 1];
            for (int point = 0; point < sigmas.length; point++) {
              double a = grid.alphaCumprod(point);
              sigmas[point] = (float) Math.sqrt((1 - a) / a);
            }
            GOLDEN.assertClose(one.name() + ".sigmas", Tensors.of(sigmas, sigmas.length));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> trajectories() {
    return perCase(
        one -> {
          if (one.inverse()) {
            compareInversion(one);
          } else {
            compareTrajectory(one);
          }
        });
  }

  private static void compareTrajectory(Case one) {
    TimestepGrid grid = one.config().grid(one.trajectorySteps());
    compareStart(one, grid.initialScale() * one.scale(grid, 0));
    GOLDEN.assertClose(one.name() + ".traj", run(one, grid, grid.initialLatents(GOLDEN.in("x_T"))));
  }

  private static void compareStart(Case one, double scale) {
    Tensor ours = Tensors.of(new float[] {(float) scale}, 1);
    GOLDEN.assertClose(one.name() + ".init_noise_sigma", ours, 0, 1e-5);
  }

  private static void compareInversion(Case one) {
    TimestepGrid grid = one.config().grid(one.trajectorySteps());
    compareStart(one, grid.initialScale());
    DdimInversion.Trajectory trajectory =
        DdimInversion.invert(ToyDenoisers::sine, GOLDEN.in("x_0"), grid);
    List<Tensor> rising = new ArrayList<>();
    for (int point = grid.size(); point >= 0; point--) {
      rising.add(trajectory.at(point));
    }
    GOLDEN.assertClose(one.name() + ".traj", Tensors.stack(0, rising));
  }

  @TestFactory
  Stream<DynamicTest> img2imgStarts() {
    return perCase(
        one -> {
          if (one.has("img2img_traj")) {
            int start = (int) Tensors.scalar(one.out("img2img_start"));
            TimestepGrid grid = one.config().grid(one.trajectorySteps()).from(start);
            Tensor noise = GOLDEN.in("noise").select(0, IMG2IMG_NOISE);
            Tensor latents = grid.addNoise(GOLDEN.in("x_0"), noise);
            GOLDEN.assertClose(one.name() + ".img2img_traj", run(one, grid, latents));
          }
        });
  }

  /** All latents of a run on upstream's scale, the start first. */
  private static Tensor run(Case one, TimestepGrid grid, Tensor latents) {
    List<Tensor> trajectory = new ArrayList<>();
    trajectory.add(Tensors.mul(latents, one.scale(grid, grid.start())));
    int[] step = {grid.start()};
    NoiseSource noise = shape -> GOLDEN.in("noise").select(0, step[0]);
    LatentHook record =
        (point, x) -> {
          step[0] = point;
          trajectory.add(Scope.own(Tensors.mul(x, one.scale(grid, point))));
          return x;
        };
    SamplerOptions options = SamplerOptions.NONE.withAfterStep(record);
    one.config().sampler().sample(ToyDenoisers::sine, latents, grid, noise, options);
    return Tensors.stack(0, trajectory);
  }

  @Test
  void betasAndZeroTerminalSnr() {
    try (Scope scope = Scope.open()) {
      for (String name : names().toList()) {
        JsonNode config = GOLDEN.config().path(name).path("config");
        boolean rescaled = config.path("rescale_betas_zero_snr").asBoolean(false);
        double[] alphasCumprod = SchedulerConfig.schedule(config).alphasCumprod();
        compare((rescaled ? "zsnr" : "base") + ".alphas_cumprod", alphasCumprod);
        if (rescaled) {
          assertEquals(0, alphasCumprod[alphasCumprod.length - 1]);
        }
        double[] betas = new double[alphasCumprod.length];
        for (int t = 0; t < betas.length; t++) {
          betas[t] = 1 - alphasCumprod[t] / (t == 0 ? 1 : alphasCumprod[t - 1]);
        }
        compare((rescaled ? "zsnr" : "base") + ".betas", betas);
      }
    }
  }

  /** The values are small: all but the tolerance in proportion would compare nothing. */
  private static void compare(String output, double[] values) {
    float[] ours = new float[values.length];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = (float) values[i];
    }
    GOLDEN.assertClose(output, Tensors.of(ours, ours.length), 1e-6, 1e-3);
  }

  @Test
  void chainedAndStridedGridsAgreeForLeadingSpacing() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion(PredictionType.EPSILON);
    for (int steps : new int[] {1, 3, 7, 8, 30, 50, 333}) {
      int[] timesteps = TimestepSpacing.LEADING.timesteps(1000, steps, 1);
      TimestepGrid chained = TimestepGrid.of(schedule, timesteps);
      assertEquals(chained, TimestepGrid.strided(schedule, timesteps));
      assertArrayEquals(
          chained.timesteps(),
          Ddim.DETERMINISTIC.grid(schedule, TimestepSpacing.LEADING, 1, steps).timesteps());
    }
  }
}
