package io.github.fpga.cli.models;

import io.github.fpga.cli.options.SetsOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.pipelines.sets.Licence;
import io.github.fpga.pipelines.sets.ModelHub;
import io.github.fpga.pipelines.sets.ModelSetSpec;
import io.github.fpga.pipelines.sets.SetComponent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fpga models licence}. */
@Command(
    name = "licence",
    description = "Says under which terms the parts of a set may be used, and where to read them.")
public final class ModelsLicenceCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "NAME", description = "A set, see fpga models list.")
  private String name;

  @Mixin private SetsOptions options;

  public ModelsLicenceCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    ModelHub hub = options.hub();
    ModelSetSpec set = hub.sets().get(name);
    for (SetComponent component : hub.sets().closure(set)) {
      Licence licence = component.licence();
      app.out()
          .printf(
              "%-16s %s: %s%n",
              component.role().word(),
              component.source(),
              licence == null ? "the set names no licence" : licence.id());
      if (licence != null) {
        app.out().println("    " + licence.link());
        line(licence.note());
        line(consent(hub, component));
      }
      line(component.note());
    }
    if (!set.note().isEmpty()) {
      app.out().println(set.note());
    }
    return 0;
  }

  private void line(String text) {
    if (!text.isEmpty()) {
      app.out().println("    " + text);
    }
  }

  private String consent(ModelHub hub, SetComponent component) {
    if (!component.licence().accept()) {
      return "";
    }
    return hub.ledger()
        .accepted(component)
        .map(at -> "you agreed at " + at)
        .orElse("needs your consent: fpga models pull %s --accept-licence".formatted(name));
  }
}
