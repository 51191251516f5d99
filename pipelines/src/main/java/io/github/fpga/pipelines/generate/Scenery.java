package io.github.fpga.pipelines.generate;

import io.github.fpga.pipelines.layout.Layout;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.layout.Shot;
import io.github.fpga.pipelines.people.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * A request with everything in its place: regions and bodies given, or chosen where they are not.
 */
record Scenery(GenerateRequest request, Layout layout, List<Placement> people) {

  /**
   * @throws IllegalArgumentException where regions and pose do not belong together
   */
  static Scenery of(GenerateRequest request) {
    Layout layout = layout(request);
    List<Placement> people = new ArrayList<>();
    for (int i = 0; i < request.people().size(); i++) {
      people.add(request.people().get(i).withRegion(layout.regions().get(i)));
    }
    Region.requireApart(
        layout.regions(), people.stream().map(placement -> placement.person().name()).toList());
    return new Scenery(request, layout, List.copyOf(people));
  }

  private static Layout layout(GenerateRequest request) {
    int count = request.people().size();
    int width = request.width();
    int height = request.height();
    boolean placed = count > 0 && request.people().get(0).region() != null;
    if (!placed && request.pose() == null) {
      return Layout.of(Shot.of(request.prompt(), count), count, width, height);
    }
    if (!placed) {
      return Layout.of(request.pose(), count, width, height);
    }
    List<Region> regions = request.people().stream().map(Placement::region).toList();
    if (request.pose() == null) {
      return Layout.of(regions, width, height);
    }
    List<String> names =
        request.people().stream().map(placement -> placement.person().name()).toList();
    return Layout.of(regions, names, request.pose(), width, height);
  }
}
