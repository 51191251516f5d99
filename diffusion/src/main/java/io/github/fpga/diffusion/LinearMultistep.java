package io.github.fpga.diffusion;

import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The one loop behind all samplers: evaluates the denoiser and the plans' linear forms. */
final class LinearMultistep {

  /** Where the coefficients come from. */
  @FunctionalInterface
  interface Planner {
    StepPlan plan(TimestepGrid grid, int index);
  }

  private final Denoiser denoiser;
  private final TimestepGrid grid;
  private final NoiseSource noise;
  private final SamplerOptions options;

  /** Earlier m_k, newest first. */
  private final Deque<Tensor> history = new ArrayDeque<>();

  private LinearMultistep(
      Denoiser denoiser, TimestepGrid grid, NoiseSource noise, SamplerOptions options) {
    this.denoiser = denoiser;
    this.grid = grid;
    this.noise = noise;
    this.options = options;
  }

  static Tensor sample(
      Denoiser denoiser,
      Tensor latents,
      TimestepGrid grid,
      NoiseSource noise,
      SamplerOptions options,
      Planner planner) {
    LinearMultistep run = new LinearMultistep(denoiser, grid, noise, options);
    try (Scope all = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x = latents.detach().to(ScalarType.Float);
      for (int index = grid.start(); index < grid.size(); index++) {
        Tensor next = run.step(planner.plan(grid, index), index, x);
        x.close();
        x = next;
      }
      return all.keep(x);
    }
  }

  private Tensor step(StepPlan plan, int index, Tensor x) {
    try (Scope scope = Scope.open()) {
      GridStep step = grid.steps().get(index);
      Tensor output = denoiser.predict(x, step.timestep()).to(ScalarType.Float);
      Tensor next = addNoise(plan, addHistory(plan, plan.folded().apply(x, output)));
      remember(scope, plan, x, output);
      Tensor hooked = options.afterStep().apply(index + 1, next);
      // A foreign tensor gets a handle of our own, which the next step may close.
      next = hooked == next ? next : hooked.detach().to(ScalarType.Float);
      listen(index, step, x, output);
      return scope.keep(next);
    }
  }

  private Tensor addHistory(StepPlan plan, Tensor next) {
    Iterator<Tensor> earlier = history.iterator();
    for (int k = 1; k < plan.terms().size(); k++) {
      next = add(next, plan.terms().get(k), earlier.next());
    }
    return next;
  }

  private Tensor addNoise(StepPlan plan, Tensor next) {
    if (plan.noise() == 0) {
      return next;
    }
    Tensor fresh = noise.gaussian(Shapes.of(next));
    return add(next, plan.noise(), fresh.to(next.device(), ScalarType.Float));
  }

  private static Tensor add(Tensor x, double factor, Tensor summand) {
    try (Scalar scalar = new Scalar(factor)) {
      return x.add(summand, scalar);
    }
  }

  private void remember(Scope scope, StepPlan plan, Tensor x, Tensor output) {
    if (plan.memory() == 0) {
      return;
    }
    history.addFirst(scope.keep(plan.conversion().apply(x, output)));
    if (history.size() > plan.memory()) {
      history.removeLast().close();
    }
  }

  private void listen(int index, GridStep step, Tensor x, Tensor output) {
    int done = index - grid.start() + 1;
    Supplier<Tensor> predictedX0 =
        () -> grid.predictionType().x0(step.alphaCumprod()).apply(x, output);
    if (!options.listener().onStep(done, grid.remaining(), predictedX0)) {
      throw new CancelledException(done, grid.remaining());
    }
  }
}
