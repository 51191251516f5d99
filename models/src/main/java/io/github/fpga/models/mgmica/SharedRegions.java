package io.github.fpga.models.mgmica;

import io.github.fpga.models.layers.Region;
import io.github.fpga.models.unet.UNetConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Regions brought to the grids of a denoiser's layers by {@link MaskRule#MGMICA}; where several
 * meet they share. Made once per picture, in the current scope.
 */
public final class SharedRegions {

  private SharedRegions() {}

  /**
   * The regions of some masks.
   *
   * @param masks_BPHW P regions in [0, 1], at any resolution; (B or 1, P, H, W)
   * @param type the network's number format
   */
  public static List<Region> of(
      Tensor masks_BPHW, UNetConfig config, int latentHeight, int latentWidth, ScalarType type) {
    int slots = (int) masks_BPHW.size(1);
    List<Map<Grid, Tensor>> maps = new ArrayList<>();
    IntStream.range(0, slots).forEach(i -> maps.add(new LinkedHashMap<>()));
    for (Grid grid : Grid.of(latentHeight, latentWidth, config.levels())) {
      Tensor cells = MaskRule.MGMICA.downsample(masks_BPHW, grid.height(), grid.width());
      Tensor shares = cells.div(atLeastOne(cells.sum(1).unsqueeze(1))).to(type);
      for (int i = 0; i < slots; i++) {
        Tensor share = shares.narrow(1, i, 1);
        maps.get(i).put(grid, share.view(share.size(0), 1, grid.height(), grid.width()));
      }
    }
    return maps.stream().<Region>map(OnGrids::new).toList();
  }

  private static Tensor atLeastOne(Tensor x) {
    try (Scalar one = new Scalar(1)) {
      return x.clamp_min(one);
    }
  }

  private record OnGrids(Map<Grid, Tensor> maps_B1HW) implements Region {

    @Override
    public Tensor onMap(long height, long width) {
      Tensor map = maps_B1HW.get(new Grid((int) height, (int) width));
      if (map == null) {
        throw unknown("%d x %d cells".formatted(height, width));
      }
      return map;
    }

    @Override
    public Tensor onTokens(long cells) {
      return maps_B1HW.entrySet().stream()
          .filter(entry -> (long) entry.getKey().height() * entry.getKey().width() == cells)
          .findFirst()
          .orElseThrow(() -> unknown(cells + " tokens"))
          .getValue()
          .flatten(2, 3)
          .transpose(1, 2);
    }

    private IllegalArgumentException unknown(String what) {
      return new IllegalArgumentException(
          "a map of %s, but the regions were prepared for %s".formatted(what, maps_B1HW.keySet()));
    }
  }
}
