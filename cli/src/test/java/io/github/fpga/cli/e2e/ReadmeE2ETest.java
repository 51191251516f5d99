package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples are run as they stand there. */
class ReadmeE2ETest {

  @TempDir Path folder;

  private static String readme() throws IOException {
    return Files.readString(Path.of("..", "README.md"));
  }

  @Test
  void theLibraryExampleRuns() throws Exception {
    Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertTrue(code.find(), "the README has no Java example");
    // The tests' family has every optional file, too.
    String body = code.group(1).replace("ModelSet.micro()", "ModelSet.folder(Path.of(args[0]))");
    Path source =
        Files.writeString(
            folder.resolve("Example.java"),
            """
            import io.github.fpga.faces.*;
            import io.github.fpga.pipelines.*;
            import io.github.fpga.pipelines.diir.*;
            import io.github.fpga.pipelines.family.*;
            import io.github.fpga.pipelines.generate.*;
            import io.github.fpga.pipelines.layout.*;
            import io.github.fpga.pipelines.people.*;
            import io.github.fpga.pipelines.swap.*;
            import java.nio.file.Path;
            import java.util.concurrent.atomic.AtomicBoolean;

            public class Example {
              public static void main(String[] args) throws Exception {
                AtomicBoolean cancelled = new AtomicBoolean();
            %s  }
            }
            """
                .formatted(body));
    Path two = Cli.sceneOfTwo(folder.resolve("w"));
    Files.copy(Cli.sample("alex"), folder.resolve("anna1.png"));
    Files.copy(Cli.sample("alex"), folder.resolve("anna2.png"));
    Files.copy(two, folder.resolve("group.png"));
    Files.copy(two, folder.resolve("other.png"));

    ChildJvm.Result result =
        ChildJvm.run(folder, List.of(source.toString(), TestFamily.folder().toString()));

    assertEquals(0, result.code(), result.output());
    assertTrue(Files.exists(folder.resolve("portrait.png")), result.output());
  }

  /** Every command of the README is one, with options that exist. */
  @Test
  void theCommandsAreUnderstood() throws IOException {
    Matcher lines =
        Pattern.compile("^\\./fpga ([a-z]+)((?:[^\n\\\\]|\\\\\n)*)", Pattern.MULTILINE)
            .matcher(readme());
    int found = 0;
    while (lines.find()) {
      found++;
      String help = Cli.run(lines.group(1), "--help").ok().out();
      if (help.contains("[COMMAND]")) {
        String sub = lines.group(2).strip().split("\\s+")[0];
        help = Cli.run(lines.group(1), sub, "--help").ok().out();
      }
      Matcher options = Pattern.compile("(?<= )(--[a-z-]+|-o)\\b").matcher(lines.group(2));
      while (options.find()) {
        String option = options.group(1);
        assertTrue(help.contains(option), option + " is no option in: " + help);
      }
    }
    assertTrue(found >= 9, found + " commands");
  }
}
