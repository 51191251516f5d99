package io.github.fpga.cli.models;

import io.github.fpga.cli.options.SetsOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.pipelines.hub.Sizes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fpga models remove}. */
@Command(
    name = "remove",
    description = "Removes a pulled set; what another pulled set needs stays.")
public final class ModelsRemoveCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "NAME", description = "A set, see fpga models list.")
  private String name;

  @Mixin private SetsOptions options;

  public ModelsRemoveCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    long freed = options.hub().remove(name);
    app.note("removed %s, %s freed", name, Sizes.text(freed));
    return 0;
  }
}
