package io.github.fpga.cli.world;

import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Drawn;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Writes scenes with their ground truth. */
public final class SampleScenes {

  private SampleScenes() {}

  /** Writes {@code scene-SEED.png}, {@code scene-SEED-truth.png} and {@code scene-SEED.json}. */
  public static void write(App app, WorldSpec spec, Path folder) throws IOException {
    Rendering rendering = Renderer.render(spec.scene(), spec.side(), spec.side());
    String name = "scene-" + spec.seed();
    Drawn plain = WorldPicture.of(spec, rendering, false);
    Outputs.write(app, folder.resolve(name + ".png"), plain.image(), plain.pngText());
    Drawn overlay = WorldPicture.of(spec, rendering, true);
    Outputs.write(app, folder.resolve(name + "-truth.png"), overlay.image(), overlay.pngText());
    Path json = folder.resolve(name + ".json");
    AtomicFiles.writeString(json, TruthJson.write(spec, rendering.truth()));
    app.out().println(json);
  }
}
