package io.github.fpga.cli;

import io.github.fpga.cli.run.App;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands, which are given what they run in. */
final class AppFactory implements CommandLine.IFactory {

  private final App app;

  AppFactory(App app) {
    this.app = app;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == App.class) {
        return type.cast(constructor.newInstance(app));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
