package io.github.fpga.pipelines.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program. */
public final class Version {

  private static final String CURRENT = read();

  private Version() {}

  /** As in {@code 0.1.0}. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      String version = properties.getProperty("version", "");
      // Unfiltered where classes were compiled without Maven.
      return version.isEmpty() || version.startsWith("$") ? "development" : version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
