package io.github.fpga.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  @Test
  void aFolderKeepsItsShape() throws IOException {
    file("in/b.jpg");
    file("in/sub/a.png");
    file("in/notes.txt");
    file("in/.hidden.png");

    List<InputFiles.Pair> pairs =
        InputFiles.pairs(List.of(folder.resolve("in")), folder.resolve("out"));

    assertEquals(
        List.of(folder.resolve("out/b.png"), folder.resolve("out/sub/a.png")),
        pairs.stream().map(InputFiles.Pair::file).toList());
  }

  @Test
  void oneFileMayHaveAName() throws IOException {
    Path in = file("a.png");

    assertEquals(
        folder.resolve("b.png"),
        InputFiles.pairs(List.of(in), folder.resolve("b.png")).get(0).file());
  }

  @Test
  void mistakes() throws IOException {
    Path a = file("x/a.png");
    Path b = file("y/a.jpg");
    Files.createDirectories(folder.resolve("empty"));

    assertMistake("would both be written", List.of(a, b), folder.resolve("out"));
    assertMistake("replaced by its own result", List.of(a), folder.resolve("x"));
    assertMistake("several pictures need a folder", List.of(a, b), folder.resolve("c.png"));
    assertMistake("no such picture", List.of(folder.resolve("z.png")), folder.resolve("out"));
    assertMistake("holds no pictures", List.of(folder.resolve("empty")), folder.resolve("out"));
    assertMistake("is no folder", List.of(a), b.resolve("out"));
  }

  private static void assertMistake(String message, List<Path> inputs, Path output) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> InputFiles.pairs(inputs, output));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
