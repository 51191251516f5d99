package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration with few steps: every part is there, and the page needs nothing else. */
class DemoE2ETest {

  @TempDir static Path folder;

  private static Cli.Result result;

  @BeforeAll
  static void runOnce() {
    System.setProperty("fpga.home", "..");
    result = Cli.run("demo", "--steps", 2, "-o", folder.resolve("demo"));
  }

  @AfterAll
  static void forget() {
    System.clearProperty("fpga.home");
  }

  private static String page() throws IOException {
    return Files.readString(folder.resolve("demo/report.html"));
  }

  @Test
  void everyPictureIsThere() throws IOException {
    result.ok();
    List<String> names = Cli.names(folder.resolve("demo"));
    for (String name :
        List.of(
            "two.png",
            "two-restored.png",
            "three.png",
            "three-restored.png",
            "style.png",
            "style-restored.png",
            "other-generator.png",
            "other-generator-restored.png",
            "report.html")) {
      assertTrue(names.contains(name), () -> name + " is not in " + names);
    }
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    Matcher addresses = Pattern.compile("(?:src|href)=\"([^\"]{0,40})").matcher(page());
    int found = 0;
    while (addresses.find()) {
      found++;
      assertTrue(addresses.group(1).startsWith("data:image/png;base64,"), addresses.group(1));
    }
    assertTrue(found > 20, found + " pictures");
    // With its colon, which base64 does not have: pictures may hold the letters by chance.
    assertFalse(page().matches("(?s).*https?:.*"), "the page names another page");
    assertFalse(page().contains("%s"), "a place in a template was not filled");
  }

  /** A command of the page, typed as it stands there, makes the picture again. */
  @Test
  void aCommandOfThePageMakesThePictureAgain() throws IOException {
    Matcher commands = Pattern.compile("<code>\\./fpga (generate [^\n]*two\\.png)").matcher(page());
    assertTrue(commands.find());
    String[] arguments = split(commands.group(1).replace("&quot;", "\"").replace("&amp;", "&"));
    arguments[arguments.length - 1] = folder.resolve("typed.png").toString();

    Cli.run((Object[]) arguments).ok();

    Cli.assertSameBytes(folder.resolve("demo/two.png"), folder.resolve("typed.png"));
  }

  /** As a shell splits words, as far as the page quotes them. */
  private static String[] split(String command) {
    Matcher words = Pattern.compile("'([^']*)'|([^\\s']+)").matcher(command);
    return words
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @Test
  void aPictureOfTheDemoIsMadeAgain() {
    Path picture = folder.resolve("demo/three-restored.png");
    Cli.run("redo", picture, "-o", folder.resolve("again.png")).ok();

    Cli.assertSameBytes(picture, folder.resolve("again.png"));
    assertEquals(0, result.code());
  }
}
