package io.github.fpga.cli.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.cli.run.Drawn;
import io.github.fpga.idzoom.world.Overlay;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import java.util.Map;

/** Pictures of scenes, plain or with their ground truth drawn over them. */
public final class WorldPicture {

  /** The task in provenance. */
  public static final String TASK = "world";

  private static final String OVERLAY = "overlay";

  private WorldPicture() {}

  /** The picture of a rendered scene. */
  public static Drawn of(WorldSpec spec, Rendering rendering, boolean overlay) {
    ObjectNode request = (ObjectNode) RequestJson.of(spec);
    request.put(OVERLAY, overlay);
    return new Drawn(
        overlay ? Overlay.draw(rendering.image(), rendering.truth()) : rendering.image(),
        Provenance.of(TASK, request, Map.of()));
  }

  /** Makes a picture again. */
  public static Drawn redo(Provenance provenance) {
    ObjectNode request = provenance.request().deepCopy();
    boolean overlay = request.path(OVERLAY).asBoolean();
    request.remove(OVERLAY);
    WorldSpec spec = RequestJson.read(request, WorldSpec.class, "");
    return of(spec, Renderer.render(spec.scene(), spec.side(), spec.side()), overlay);
  }
}
