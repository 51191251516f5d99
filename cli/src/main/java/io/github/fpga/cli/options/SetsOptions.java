package io.github.fpga.cli.options;

import io.github.fpga.pipelines.hub.HubDownloads;
import io.github.fpga.pipelines.hub.HubEnvironment;
import io.github.fpga.pipelines.sets.Ledger;
import io.github.fpga.pipelines.sets.ModelHub;
import io.github.fpga.pipelines.sets.ModelSets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model sets are known. */
public final class SetsOptions {

  @Option(
      names = "--sets",
      paramLabel = "DIR",
      description = "Folder of sets of your own (default: ~/.fpga/sets).")
  private Path folder;

  /** The folder that was named; null for the default. */
  Path folder() {
    return folder;
  }

  /**
   * The sets and the cache of this machine.
   *
   * @throws IllegalArgumentException where a folder was named that is not there, or a set in it is
   *     no set
   */
  public ModelHub hub() {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no folder %s for --sets".formatted(folder));
    }
    return new ModelHub(
        ModelSets.with(folder == null ? ModelSets.defaultFolder() : folder),
        new HubDownloads(HubEnvironment.ofProcess()),
        new Ledger(Ledger.defaultFile()));
  }
}
