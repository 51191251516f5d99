package io.github.fpga.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Pictures to work on, given as files and folders, and the files that results go to. */
public final class InputFiles {

  private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  private InputFiles() {}

  /** A picture and the file for its result. */
  public record Pair(Path input, Path file) {}

  /**
   * Pairs inputs with outputs: a folder's pictures keep their places below it.
   *
   * @param output a folder, or a .png file where there is one input file
   * @throws IllegalArgumentException where there is nothing to do, two results would go to one
   *     file, or a result would replace its input
   */
  public static List<Pair> pairs(List<Path> inputs, Path output) {
    boolean toFile = extension(output).equals("png") && !Files.isDirectory(output);
    if (toFile && (inputs.size() != 1 || Files.isDirectory(inputs.get(0)))) {
      throw new IllegalArgumentException(
          "%s is one file: several pictures need a folder after -o".formatted(output));
    }
    if (toFile) {
      Outputs.requirePng(output);
      return List.of(checked(inputs.get(0), output));
    }
    Outputs.requireFolder(output);
    Map<Path, Pair> pairs = new LinkedHashMap<>();
    for (Path input : inputs) {
      for (Path picture : pictures(input)) {
        Path relative =
            Files.isDirectory(input) ? input.relativize(picture) : picture.getFileName();
        Pair pair = checked(picture, output.resolve(asPng(relative)));
        Pair other = pairs.putIfAbsent(pair.file(), pair);
        if (other != null && !other.input().equals(picture)) {
          throw new IllegalArgumentException(
              "%s and %s would both be written to %s: restore them apart"
                  .formatted(other.input(), picture, pair.file()));
        }
      }
    }
    return List.copyOf(pairs.values());
  }

  private static Pair checked(Path input, Path file) {
    if (input.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "%s would be replaced by its own result: choose another place with -o".formatted(input));
    }
    return new Pair(input, file);
  }

  /** The picture files of a folder and below it, sorted, or the file itself. */
  public static List<Path> pictures(Path input) {
    if (!Files.exists(input)) {
      throw new IllegalArgumentException("no such picture or folder: " + input);
    }
    if (!Files.isDirectory(input)) {
      return List.of(input);
    }
    List<Path> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.walk(input)) {
      files.filter(InputFiles::isPicture).sorted().forEach(pictures::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + input, e);
    }
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds no pictures (%s)".formatted(input, String.join(", ", EXTENSIONS)));
    }
    return pictures;
  }

  /** Whether a file has the name of a picture. */
  public static boolean isPicture(Path file) {
    return Files.isRegularFile(file)
        && EXTENSIONS.contains(extension(file))
        && !file.getFileName().toString().startsWith(".");
  }

  private static Path asPng(Path picture) {
    String name = picture.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return picture.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".png");
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
