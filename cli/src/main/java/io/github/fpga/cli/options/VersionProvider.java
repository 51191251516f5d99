package io.github.fpga.cli.options;

import io.github.fpga.pipelines.run.Version;
import picocli.CommandLine.IVersionProvider;

/** The version for {@code --version}. */
public final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "fpga " + Version.current(),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
