package io.github.fpga.pipelines.sets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All sets that are known: those that come with this library, and a user's own. */
public final class ModelSets {

  /** Read in this order, so that what is extended comes first in lists. */
  private static final List<String> SHIPPED =
      List.of(
          "faces-open",
          "sd15-portrait",
          "sd15-portrait-lcm",
          "sd15-portrait-hyper",
          "sdxl-portrait",
          "sdxl-portrait-lcm",
          "sdxl-portrait-hyper",
          "faces-insightface",
          "sd15-portrait-faceid");

  private final Map<String, ModelSetSpec> sets = new LinkedHashMap<>();

  private ModelSets(Map<String, SetDraft> drafts) {
    for (String name : drafts.keySet()) {
      resolve(name, drafts, new LinkedHashSet<>());
    }
    for (ModelSetSpec set : sets.values()) {
      requireFaces(set);
    }
  }

  /** The sets that come with this library. */
  public static ModelSets shipped() {
    return new ModelSets(shippedDrafts());
  }

  /**
   * These, and those of a folder: a {@code .yaml} file each, which may extend any other set.
   *
   * @param folder need not exist
   * @throws IllegalArgumentException naming the file, the place in it and what is wrong
   */
  public static ModelSets with(Path folder) {
    Map<String, SetDraft> drafts = shippedDrafts();
    for (Path file : files(folder)) {
      SetDraft draft = SetReader.read(text(file), file.toString(), folder);
      SetDraft other = drafts.putIfAbsent(draft.name(), draft);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s calls itself %s, as %s does: give it another name"
                .formatted(file, draft.name(), other.origin()));
      }
    }
    return new ModelSets(drafts);
  }

  /** The system property {@code fpga.sets}, else {@code ~/.fpga/sets}. */
  public static Path defaultFolder() {
    String chosen = System.getProperty("fpga.sets");
    return chosen == null
        ? Path.of(System.getProperty("user.home"), ".fpga", "sets")
        : Path.of(chosen);
  }

  private static Map<String, SetDraft> shippedDrafts() {
    Map<String, SetDraft> drafts = new LinkedHashMap<>();
    for (String name : SHIPPED) {
      String resource = name + ".yaml";
      try (InputStream in = ModelSets.class.getResourceAsStream(resource)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        drafts.put(name, SetReader.read(text, "the shipped " + resource, Path.of("")));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the shipped " + resource, e);
      }
    }
    return drafts;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("[^.].*\\.ya?ml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private ModelSetSpec resolve(String name, Map<String, SetDraft> drafts, Set<String> open) {
    ModelSetSpec known = sets.get(name);
    if (known != null) {
      return known;
    }
    SetDraft draft = drafts.get(name);
    if (!open.add(name)) {
      throw new IllegalArgumentException(
          "%s extends itself: %s".formatted(draft.origin(), String.join(" -> ", open)));
    }
    ModelSetSpec set;
    try {
      set = draft.parent() == null ? draft.alone() : draft.over(parent(draft, drafts, open));
    } catch (SetSyntaxException e) {
      throw new IllegalArgumentException(
          "%s is no model set: %s; see docs/models.md".formatted(draft.origin(), e.getMessage()),
          e);
    }
    sets.put(name, set);
    return set;
  }

  private ModelSetSpec parent(SetDraft draft, Map<String, SetDraft> drafts, Set<String> open) {
    if (!drafts.containsKey(draft.parent())) {
      throw new SetSyntaxException(
          "it extends '%s', which is not there; known: %s"
              .formatted(draft.parent(), String.join(", ", drafts.keySet())));
    }
    return resolve(draft.parent(), drafts, open);
  }

  private void requireFaces(ModelSetSpec set) {
    ModelSetSpec faces = set.faces() == null ? null : sets.get(set.faces());
    if (set.faces() != null && (faces == null || faces.family() != SetFamily.FACES)) {
      throw new IllegalArgumentException(
          "%s is bound to '%s', which is no set of face models"
              .formatted(set.origin(), set.faces()));
    }
  }

  /** The names of all sets. */
  public List<String> names() {
    return List.copyOf(sets.keySet());
  }

  /**
   * The set of a name.
   *
   * @throws IllegalArgumentException where there is none, with the known names
   */
  public ModelSetSpec get(String name) {
    ModelSetSpec set = sets.get(name);
    if (set == null) {
      throw new IllegalArgumentException(
          "there is no model set '%s', known: %s"
              .formatted(name, String.join(", ", sets.keySet())));
    }
    return set;
  }

  /** A set's components and those of the face models it is bound to. */
  public List<SetComponent> closure(ModelSetSpec set) {
    List<SetComponent> all = new ArrayList<>(set.components().values());
    if (set.faces() != null) {
      all.addAll(get(set.faces()).components().values());
    }
    return all;
  }
}
