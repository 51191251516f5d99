package io.github.fpga.training.recipes.faces;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.Shards;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.bytedeco.pytorch.Tensor;

/** The attributes of the people of the world in pictures, standardised for regression. */
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
    Shards shards = crops.shards();
    return of(
        shards.size() / crops.views(),
        crops.views(),
        i -> shards.row("seeds", i * crops.views()).item_long());
  }

  /** The targets of who comes first in each sample of the live world. */
  public static AttributeTargets of(PortraitData world) {
    Shards shards = world.samples();
    return of(shards.size(), 1, i -> shards.row("identities", i).select(0, 0).item_long());
  }

  private static AttributeTargets of(int people, int views, IntToLongFunction seed) {
    double[][] features = new double[people][];
    for (int i = 0; i < people; i++) {
      try (Scope scope = Scope.open()) {
        features[i] = Identity.of(seed.applyAsLong(i)).features();
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
    return new AttributeTargets(rows, views);
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
