package io.github.fpga.cli.models;

import io.github.fpga.cli.options.SetsOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.pipelines.hub.Sizes;
import io.github.fpga.pipelines.sets.ModelHub;
import io.github.fpga.pipelines.sets.ModelSetSpec;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga models pull}. */
@Command(
    name = "pull",
    description = {
      "Downloads a model set and the face models it needs.",
      "What is here is not downloaded again; an interrupted pull goes on where it stopped."
    },
    sortOptions = false)
public final class ModelsPullCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "NAME", description = "A set, see fpga models list.")
  private String name;

  @Option(
      names = "--accept-licence",
      description = "You agree to the set's licences, see fpga models licence NAME.")
  private boolean accept;

  @Option(
      names = "--repair",
      description = "Hash what is here first, and download again what is damaged.")
  private boolean repair;

  @Mixin private SetsOptions options;

  public ModelsPullCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    ModelHub hub = options.hub();
    ModelSetSpec set = hub.sets().get(name);
    try (TransferProgress progress = new TransferProgress(app)) {
      if (repair) {
        int damaged = hub.discardDamaged(name, progress);
        app.note("%d damaged %s", damaged, damaged == 1 ? "file" : "files");
      }
      hub.pull(name, accept, progress);
    } catch (CancellationException e) {
      app.note("what was downloaded is kept: the next pull goes on from there");
      throw e;
    }
    hub.resolve(name).forEach((role, path) -> app.out().printf("%-16s %s%n", role.word(), path));
    app.note("%s is here, %s", name, Sizes.text(hub.status(name).bytes()));
    if (!set.note().isEmpty()) {
      app.note("note: %s", set.note());
    }
    return 0;
  }
}
