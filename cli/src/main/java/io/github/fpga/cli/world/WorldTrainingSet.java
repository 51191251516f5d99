package io.github.fpga.cli.world;

import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.training.data.WorldDataset;
import io.github.fpga.training.recipes.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes what the recipes draw from PortraitWorld as a dataset. */
public final class WorldTrainingSet {

  private WorldTrainingSet() {}

  /**
   * Writes {@code data/train-*.parquet} and a card. Stopped, it goes on with the same arguments.
   *
   * @param frames how many; zooms are in proportion to them
   */
  public static void write(App app, int frames, Path folder) throws IOException {
    List<WorldDataset.Part> parts = Workspace.world(frames);
    int shards = WorldDataset.shards(parts);
    try (Progress.Task task = app.progress().start("shards", shards)) {
      WorldDataset.write(
          folder,
          parts,
          shard -> {
            task.advance(1, "drawing");
            app.cancellation().check(shard + 1, shards);
          });
    }
    app.out().println(folder.resolve("README.md"));
  }
}
