package io.github.fpga.training;

import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.distributed.ProcessGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * One update of all parameters: {@link Muon} for the matrices, where a task asks for it, Adam with
 * decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101) for the rest, and an exponential
 * moving average of the weights; on flat vectors.
 */
final class Optimizer {

  /** Elements per pass: the vectors of one pass stay in the second-level cache. */
  private static final long CHUNK = 1 << 16;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.99;
  private static final double EPSILON = 1e-8;
  private static final double MOMENTUM = 0.95;

  private final List<FlatParameters> replicas;
  private final FlatParameters parameters;
  private final double weightDecay;
  private final Tensor mean;
  private final Tensor variance;
  private final Tensor directions;
  private final Tensor ema;

  /**
   * @param replicas copies of the same parameters; their gradients are averaged, and all of them
   *     get the first one's new values
   */
  Optimizer(List<FlatParameters> replicas, double weightDecay) {
    this.replicas = List.copyOf(replicas);
    this.parameters = replicas.get(0);
    this.weightDecay = weightDecay;
    long n = parameters.values().numel();
    mean = Scope.own(Tensors.zeros(n));
    variance = Scope.own(Tensors.zeros(n - parameters.matrixElements()));
    directions = Scope.own(Tensors.zeros(n));
    ema = Scope.own(parameters.values().clone());
  }

  /**
   * One update from the gradients, which are clipped to a global norm first.
   *
   * @param step number of this update, from 1
   * @param learningRate step size
   * @param maxNorm largest gradient norm
   * @param emaDecay weight of the past in the moving average, in [0, 1)
   * @param group the processes whose gradients are averaged
   * @return the gradient norm before clipping; the update is left out where it is not finite
   */
  double step(
      long step,
      double learningRate,
      double maxNorm,
      double emaDecay,
      Workers workers,
      ProcessGroup group) {
    long total = mean.numel();
    long split = parameters.matrixElements();
    double norm = averageGradients(workers, group);
    if (!Double.isFinite(norm)) {
      return norm;
    }
    double clip = Math.min(1, maxNorm / (norm + 1e-6));
    inChunks(0, split, workers, (from, length) -> momentum(from, length, clip));
    inChunks(split, total, workers, (from, length) -> adam(from, length, step, clip));
    Muon.orthogonalise(parameters.matrices(), directions, workers);
    inChunks(0, total, workers, (from, length) -> move(from, length, learningRate, emaDecay));
    return norm;
  }

  /** Gives the first replica's values to the others. */
  void spread() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      replicas.stream().skip(1).forEach(other -> other.values().copy_(parameters.values()));
    }
  }

  /**
   * Leaves the mean of the gradients of all replicas of all processes in the first one, and returns
   * its norm; the order of summation is fixed.
   */
  private double averageGradients(Workers workers, ProcessGroup group) {
    List<FlatParameters> others = replicas.subList(1, replicas.size());
    long total = mean.numel();
    inChunks(0, others.isEmpty() ? 0 : total, workers, (from, length) -> add(others, from, length));
    group.sum(parameters.gradients());
    Scalar count = new Scalar(replicas.size() * group.size());
    Map<Long, Double> squares = new ConcurrentSkipListMap<>();
    inChunks(
        0,
        total,
        workers,
        (from, length) -> {
          Tensor gradient = parameters.gradients().narrow(0, from, length).div_(count);
          squares.put(from, (double) gradient.dot(gradient).item_float());
        });
    return Math.sqrt(squares.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  private void add(List<FlatParameters> others, long from, long length) {
    Tensor gradient = parameters.gradients().narrow(0, from, length);
    others.forEach(other -> gradient.add_(other.gradients().narrow(0, from, length)));
  }

  /** Gives all processes the state of the first one. */
  void share(ProcessGroup group) {
    List.of(parameters.values(), mean, variance, ema).forEach(group::broadcast);
    spread();
  }

  @FunctionalInterface
  private interface Pass {
    void over(long from, long length);
  }

  private static void inChunks(long begin, long end, Workers workers, Pass pass) {
    List<Runnable> parts = new ArrayList<>();
    long each = (end - begin + workers.count() - 1) / workers.count();
    for (long part = begin; part < end; part += each) {
      long first = part;
      long last = Math.min(end, part + each);
      parts.add(
          () -> {
            try (NoGradGuard guard = new NoGradGuard()) {
              for (long from = first; from < last; from += CHUNK) {
                try (Scope scope = Scope.open()) {
                  pass.over(from, Math.min(CHUNK, last - from));
                }
              }
            }
          });
    }
    workers.run(parts);
  }

  /** Nesterov momentum, the matrices' direction before it is made orthogonal. */
  private void momentum(long from, long length, double clip) {
    Tensor gradient = parameters.gradients().narrow(0, from, length).mul_(new Scalar(clip));
    Tensor m = mean.narrow(0, from, length);
    m.lerp_(gradient, new Scalar(1 - MOMENTUM));
    Tensor direction = directions.narrow(0, from, length);
    direction.copy_(gradient).lerp_(m, new Scalar(MOMENTUM));
  }

  private void adam(long from, long length, long step, double clip) {
    Tensor gradient = parameters.gradients().narrow(0, from, length).mul_(new Scalar(clip));
    Tensor m = mean.narrow(0, from, length);
    Tensor v = variance.narrow(0, from - parameters.matrixElements(), length);
    m.lerp_(gradient, new Scalar(1 - BETA1));
    v.mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
    double correction1 = 1 - Math.pow(BETA1, step);
    double correction2 = Math.sqrt(1 - Math.pow(BETA2, step));
    Tensor denominator = v.sqrt().div_(new Scalar(correction2)).add_(new Scalar(EPSILON));
    Tensor direction = directions.narrow(0, from, length);
    direction.copy_(m).div_(denominator).mul_(new Scalar(1 / correction1));
  }

  private void move(long from, long length, double learningRate, double emaDecay) {
    Tensor value = parameters.values().narrow(0, from, length);
    value.mul_(new Scalar(1 - learningRate * weightDecay));
    value.add_(directions.narrow(0, from, length), new Scalar(-learningRate));
    ema.narrow(0, from, length).lerp_(value, new Scalar(1 - emaDecay));
    for (FlatParameters other : replicas.subList(1, replicas.size())) {
      other.values().narrow(0, from, length).copy_(value);
    }
  }

  /** The moving average of the weights, flat. */
  public Tensor ema() {
    return ema;
  }

  /** First moments, flat; for checkpoints. */
  public Tensor mean() {
    return mean;
  }

  /** Second moments of what is no matrix, flat; for checkpoints. */
  public Tensor variance() {
    return variance;
  }
}
