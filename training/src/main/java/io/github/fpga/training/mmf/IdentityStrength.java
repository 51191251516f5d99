package io.github.fpga.training.mmf;

import io.github.fpga.pipelines.people.IdentityWeight;
import io.github.fpga.tensor.Tensors;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/**
 * How strongly identities act in training; at 1 all over, strength 1 of inference means what was
 * trained. Our definition.
 *
 * @param least of a person, in [0, 3]; everybody's is drawn evenly between the two
 * @param most of a person, in [0, 3]
 * @param overSteps by which it is multiplied at a sample's noise, as in inference
 */
public record IdentityStrength(double least, double most, IdentityWeight overSteps) {

  private static final double STRONGEST = 3;

  /** Throws IllegalArgumentException for values out of range. */
  public IdentityStrength {
    if (!(least >= 0 && least <= most && most <= STRONGEST)) {
      throw new IllegalArgumentException(
          "strengths go from least to most with 0 <= least <= most <= %.0f, got %s to %s"
              .formatted(STRONGEST, least, most));
    }
    Objects.requireNonNull(overSteps, "overSteps");
  }

  /**
   * Strengths of a batch (B, people).
   *
   * @param kept_B 1 for rows with identities, 0 for those without
   */
  public Tensor draw(Tensor kept_B, int people, RandomGenerator random) {
    int rows = (int) kept_B.size(0);
    float[] strengths = new float[rows * people];
    for (int i = 0; i < strengths.length; i++) {
      strengths[i] = (float) (least == most ? least : random.nextDouble(least, most));
    }
    return Tensors.of(strengths, rows, people).mul(kept_B.view(-1, 1));
  }

  /**
   * What the strengths of a batch are multiplied by (B, 1).
   *
   * @param noisiest the schedule's last timestep
   */
  public Tensor at(Tensor timesteps_B, double noisiest) {
    float[] values = Tensors.floats(timesteps_B);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) overSteps.at(values[i] / noisiest);
    }
    return Tensors.of(values, values.length, 1);
  }
}
