package io.github.fpga.cli.demo;

import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.InputFiles;
import io.github.fpga.faces.Crops;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.people.Person;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The people of a folder, read as any user's.
 *
 * @param people those in whose pictures one face was found
 */
public record DemoPeople(List<DemoPerson> people) {

  private static final int LEAST = 3;
  private static final int MOST = 6;
  private static final int THUMBNAIL = 192;
  private static final double AROUND = 1.9;

  /**
   * Somebody's pictures.
   *
   * @param name of the file without its extension, or of the folder
   */
  public record Entry(String name, List<Path> files) {}

  /** A picture per person, or a folder of pictures per person. */
  public static List<Entry> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s is no folder: give one with pictures of at least three people".formatted(folder));
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        String name = child.getFileName().toString();
        if (Files.isDirectory(child) && !name.startsWith(".")) {
          entries.add(new Entry(name, InputFiles.pictures(child)));
        } else if (InputFiles.isPicture(child)) {
          entries.add(new Entry(name.substring(0, name.lastIndexOf('.')), List.of(child)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    return entries;
  }

  /**
   * Looks at the pictures; whoever cannot be read is left out with a note.
   *
   * @throws IllegalArgumentException where fewer than three people remain
   */
  public static DemoPeople read(App app, ModelOptions models, Path folder, List<Entry> entries) {
    if (entries.size() < LEAST) {
      throw tooFew(folder, entries.size());
    }
    PortraitStudio studio = app.studio(models);
    List<DemoPerson> people = new ArrayList<>();
    for (Entry entry : entries.subList(0, Math.min(MOST, entries.size()))) {
      String files = entry.files().stream().map(Path::toString).collect(Collectors.joining(","));
      try {
        Person person = studio.person(files);
        people.add(new DemoPerson(entry.name(), files, person, thumbnail(studio, entry)));
      } catch (IllegalArgumentException e) {
        app.note("left out: %s", e.getMessage());
      }
    }
    if (people.size() < LEAST) {
      throw tooFew(folder, people.size());
    }
    return new DemoPeople(List.copyOf(people));
  }

  private static IllegalArgumentException tooFew(Path folder, int found) {
    return new IllegalArgumentException(
        "the demo needs pictures of at least three people, one face in each; %s has %d"
            .formatted(folder, found));
  }

  private static BufferedImage thumbnail(PortraitStudio studio, Entry entry) {
    BufferedImage image = Pictures.read(entry.files().get(0));
    Detection face = studio.models().faces().detect(image).get(0);
    return Crops.crop(image, face.box(), AROUND, THUMBNAIL).image();
  }
}
