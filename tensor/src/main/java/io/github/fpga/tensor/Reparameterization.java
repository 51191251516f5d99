package io.github.fpga.tensor;

/**
 * Another form of a weight: base plus low-rank product, base plus weighted modal copies. The
 * network that asks for the weight never knows.
 */
@FunctionalInterface
public interface Reparameterization {

  /**
   * A handle in place of the base's.
   *
   * @param key the full key the network asked for
   * @param base the handle that the base has; returned as it is for a key that stays unchanged
   * @param init how the network would start this weight
   * @param shape the shape the result's value must have
   * @return a handle whose value is computed anew at every call, in the caller's scope, so that
   *     gradients flow to what it is made of; {@link Weights#materialized} computes it once
   */
  Parameter apply(String key, Parameter base, Init init, long[] shape);
}
