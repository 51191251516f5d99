package io.github.fpga.pipelines.people;

import io.github.fpga.tensor.CheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of saved persons, one {@link PersonFile} each. */
public final class PersonStore {

  private static final String SUFFIX = ".safetensors";
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,63}");

  private final Path folder;
  private final String recogniser;

  /**
   * @param folder made when the first person is saved
   * @param recogniser what makes the features, see {@link PersonFile#read}
   */
  public PersonStore(Path folder, String recogniser) {
    this.folder = folder;
    this.recogniser = recogniser;
  }

  /** The system property {@code fpga.people}, else {@code ~/.fpga/people}. */
  public static Path defaultFolder() {
    String chosen = System.getProperty("fpga.people");
    return chosen == null
        ? Path.of(System.getProperty("user.home"), ".fpga", "people")
        : Path.of(chosen);
  }

  /**
   * Saves a person under their name, in place of an older one.
   *
   * @return the file
   * @throws IllegalArgumentException where the name cannot be a file's
   */
  public Path save(Person person) {
    Path file = file(person.name());
    PersonFile.write(file, person, recogniser);
    return file;
  }

  /** Whether somebody of this name is saved. */
  public boolean has(String name) {
    return NAME.matcher(name).matches() && Files.isRegularFile(file(name));
  }

  /**
   * Somebody saved.
   *
   * @throws IllegalArgumentException where there is nobody of this name, with the known names
   * @throws CheckpointException where the file is damaged or made by another recogniser
   */
  public Person load(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException(
          "there is no saved person '%s' in %s, known: %s"
              .formatted(name, folder, String.join(", ", names())));
    }
    return PersonFile.read(file(name), recogniser);
  }

  /** Forgets somebody; false where there was nobody of this name. */
  public boolean delete(String name) {
    try {
      return has(name) && Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file(name), e);
    }
  }

  /** The names of all saved persons, sorted. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /** The file of a name. */
  public Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a saved person's name has 1 to 64 letters, digits, spaces, '-' and '_', got '%s'"
              .formatted(name));
    }
    return folder.resolve(name + SUFFIX);
  }

  /** What makes the features of these persons. */
  public String recogniser() {
    return recogniser;
  }
}
