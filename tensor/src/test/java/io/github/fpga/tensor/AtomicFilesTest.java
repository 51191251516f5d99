package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

  @TempDir Path folder;

  @Test
  void writesAndReplacesAndMakesFolders() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFiles.writeString(file, "one");
    AtomicFiles.writeString(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("c.txt");
    AtomicFiles.writeString(file, "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.write(
                file,
                partial -> {
                  Files.writeString(partial, "half");
                  throw new IOException("No space left on device");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void othersMayReadTheFileAsTheyMayAnyOther() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "x");
    Path atomic = folder.resolve("atomic");
    AtomicFiles.writeString(atomic, "x");
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(atomic));
  }

  @Test
  void manyWritersLeaveOneWholeFile() throws IOException {
    Path file = folder.resolve("c.txt");
    IntStream.range(0, 50)
        .parallel()
        .forEach(
            i -> {
              try {
                AtomicFiles.writeString(file, Integer.toString(i % 10).repeat(10_000));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    String text = Files.readString(file);
    assertEquals(text.substring(0, 1).repeat(10_000), text);
    assertEquals(List.of(file), files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
