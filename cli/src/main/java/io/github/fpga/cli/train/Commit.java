package io.github.fpga.cli.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The commit of the sources that the program was started from. */
public final class Commit {

  private static final long SECONDS = 5;

  private Commit() {}

  /** The short hash, with {@code +} where files differ from it; empty outside a repository. */
  public static Optional<String> current() {
    return current(System.getProperty("fpga.home", "."));
  }

  static Optional<String> current(String folder) {
    Optional<String> hash = git(folder, "rev-parse", "--short", "HEAD");
    boolean changed =
        git(folder, "status", "--porcelain", "--untracked-files=no")
            .filter(s -> !s.isEmpty())
            .isPresent();
    return hash.filter(h -> !h.isEmpty()).map(h -> changed ? h + "+" : h);
  }

  private static Optional<String> git(String folder, String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = folder;
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0
          ? Optional.of(said.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
