package io.github.fpga.cli.models;

import io.github.fpga.cli.options.SetsOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.pipelines.hub.Sizes;
import io.github.fpga.pipelines.sets.Licence;
import io.github.fpga.pipelines.sets.ModelHub;
import io.github.fpga.pipelines.sets.ModelSetSpec;
import io.github.fpga.pipelines.sets.SetComponent;
import io.github.fpga.pipelines.sets.SetStatus;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fpga models list}. */
@Command(
    name = "list",
    description = "Names the model sets: what is here, its size on disk, its licences.")
public final class ModelsListCommand implements Callable<Integer> {

  private final App app;

  @Mixin private SetsOptions options;

  public ModelsListCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    ModelHub hub = options.hub();
    for (String name : hub.sets().names()) {
      ModelSetSpec set = hub.sets().get(name);
      SetStatus status = hub.status(name);
      app.out()
          .printf(
              "%-22s %-6s %-16s %9s  %s%n",
              name,
              set.family().word(),
              state(status),
              status.here() == 0 ? "" : Sizes.text(status.bytes()),
              licences(hub, set));
      app.out().println("    " + set.description());
    }
    app.note("files are kept in %s", hub.cache().root());
    return 0;
  }

  private static String state(SetStatus status) {
    if (status.complete()) {
      return "here";
    }
    return status.here() == 0
        ? "not here"
        : "%d of %d files".formatted(status.here(), status.files());
  }

  private static String licences(ModelHub hub, ModelSetSpec set) {
    return hub.sets().closure(set).stream()
        .map(SetComponent::licence)
        .filter(Objects::nonNull)
        .map(Licence::id)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
