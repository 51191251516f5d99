package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpE2ETest {

  private static final int WIDTH = 80;

  @Test
  void withoutArgumentsTheHelpIsShown() {
    Cli.Result bare = Cli.run().ok();

    assertEquals(Cli.run("--help").ok(), bare);
    for (String command : new String[] {"demo", "generate", "restore", "swap", "person"}) {
      assertTrue(bare.out().contains("\n  " + command), bare.out());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "generate",
        "restore",
        "swap",
        "invert",
        "faces",
        "person",
        "redo",
        "damage",
        "world",
        "dataset",
        "dataset build",
        "dataset forget",
        "train",
        "models",
        "grid",
        "evaluate",
        "results"
      })
  void everyCommandExplainsItself(String command) {
    String help = Cli.run((Object[]) (command + " --help").split(" ")).ok().out();

    assertTrue(help.startsWith("Usage: fpga " + command), help);
    assertTrue(help.contains("--help"), help);
    help.lines().forEach(line -> assertTrue(line.length() <= WIDTH, line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "pull", "verify", "remove", "licence"})
  void everySubcommandOfModelsExplainsItself(String command) {
    String help = Cli.run("models", command, "--help").ok().out();

    assertTrue(help.startsWith("Usage: fpga models " + command), help);
    help.lines().forEach(line -> assertTrue(line.length() <= WIDTH, line));
  }

  @Test
  void theVersion() {
    assertTrue(Cli.run("--version").ok().out().startsWith("fpga "));
  }

  @Test
  void mistakesInUsage() {
    Cli.run("paint").refused("paint", "fpga --help");
    Cli.run("generate").refused("--prompt", "fpga generate --help");
    Cli.run("generate", "--prompt", "x", "--sede", 1).refused("--sede", "--seed");
    Cli.run("generate", "--prompt", "x", "--count", "many").refused("many", "--count");
    Cli.run("person").refused("create, list, show or remove");
    Cli.run("person", "create", "alex").refused("PICTURE");
    Cli.run("models").refused("list, pull, verify, remove, licence");
    Cli.run("models", "pull").refused("NAME");
  }
}
