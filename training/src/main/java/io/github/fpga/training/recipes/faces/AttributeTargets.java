package io.github.fpga.training.recipes.faces;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** The attributes of the people of {@link FaceCrops}, standardised for regression. */
public final class AttributeTargets {

  /** Rare attributes do not weigh more than those with this deviation. */
  private static final double LEAST_DEVIATION = 0.3;

  private final float[][] rows;
  private final int views;

  private AttributeTargets(float[][] rows, int views) {
    this.rows = rows;
    this.views = views;
  }

  /** The targets of all people of the crops. */
  public static AttributeTargets of(FaceCrops crops) {
    int people = crops.shards().size() / crops.views();
    double[][] features = new double[people][];
    for (int i = 0; i < people; i++) {
      try (Scope scope = Scope.open()) {
        long seed = crops.shards().row("seeds", i * crops.views()).item_long();
        features[i] = Identity.of(seed).features();
      }
    }
    int length = features[0].length;
    float[][] rows = new float[people][length];
    for (int k = 0; k < length; k++) {
      int column = k;
      double mean = Arrays.stream(features).mapToDouble(f -> f[column]).average().orElseThrow();
      double variance =
          Arrays.stream(features)
              .mapToDouble(f -> (f[column] - mean) * (f[column] - mean))
              .average()
              .orElseThrow();
      double scale = 1 / Math.max(LEAST_DEVIATION, Math.sqrt(variance));
      for (int i = 0; i < people; i++) {
        rows[i][k] = (float) ((features[i][k] - mean) * scale);
      }
    }
    return new AttributeTargets(rows, crops.views());
  }

  /** The mean squared error of what was read from the given pictures; 0.5 to 1 knows nothing. */
  public Tensor error(Tensor read_BF, int[] pictures) {
    int length = rows[0].length;
    float[] wanted = new float[pictures.length * length];
    for (int i = 0; i < pictures.length; i++) {
      System.arraycopy(rows[pictures[i] / views], 0, wanted, i * length, length);
    }
    return read_BF.sub(Tensors.of(wanted, pictures.length, length)).square().mean();
  }
}
