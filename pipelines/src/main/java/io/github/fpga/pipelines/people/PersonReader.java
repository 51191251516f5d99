package io.github.fpga.pipelines.people;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Pictures;
import io.github.fpga.tensor.Checksums;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Persons from reference pictures: detected, aligned and embedded. Safe for many threads. */
public final class PersonReader {

  private static final String SAVED = ".safetensors";
  private static final int OFFERED = 6;

  private final FaceAnalyzer faces;
  private final ReferenceReader references;
  private final PersonStore store;

  /** What identifies a person is what the recogniser says of aligned faces. */
  public PersonReader(FaceAnalyzer faces, PersonStore store) {
    this(faces, (image, face) -> faces.embed(image, List.of(face)).get(0), store);
  }

  /**
   * @param faces finds the faces of reference pictures
   * @param references reads what identifies a person from a face
   */
  public PersonReader(FaceAnalyzer faces, ReferenceReader references, PersonStore store) {
    this.faces = faces;
    this.references = references;
    this.store = store;
  }

  /**
   * Reads a person.
   *
   * @param specification a picture file; {@code a.png#2} for its second face from the left; several
   *     with commas, {@code a.png*2,b.png} to let the first count twice; or a saved person's name
   *     or file
   * @return the person, named after the first file, with an origin
   * @throws IllegalArgumentException where a file is missing or damaged, shows no face, or several
   *     and none is chosen
   */
  public Person read(String specification) {
    List<ReferenceFile> parts = ReferenceFile.parse(specification);
    Map<String, String> files = new TreeMap<>();
    List<Reference> references = new ArrayList<>();
    String name = null;
    for (ReferenceFile part : parts) {
      Person one = read(part, files);
      name = name == null ? one.name() : name;
      for (Reference reference : one.references()) {
        references.add(new Reference(reference.features(), reference.weight() * part.weight()));
      }
    }
    return new Person(name, references, new Origin(specification, files));
  }

  /**
   * Reads a person again from where they came from.
   *
   * @throws IllegalArgumentException where a file is missing or is not the same any more
   */
  public Person read(Origin origin) {
    Person person = read(origin.specification());
    origin
        .files()
        .forEach(
            (file, sum) -> {
              if (!sum.equals(person.origin().files().get(file))) {
                throw new IllegalArgumentException(
                    "%s has changed since (SHA-256 %s, it was %s): the picture cannot be made again"
                        .formatted(file, person.origin().files().get(file), sum));
              }
            });
    return person;
  }

  /** A person from pictures in memory that each show one face. */
  public Person read(String name, List<BufferedImage> pictures) {
    List<FaceFeatures> features = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      features.add(features("picture %d of %s".formatted(i + 1, name), pictures.get(i), 0));
    }
    return Person.of(name, features);
  }

  private Person read(ReferenceFile part, Map<String, String> files) {
    Path path = Path.of(part.path());
    boolean there = Files.isRegularFile(path);
    if (there && part.path().endsWith(SAVED)) {
      files.put(part.path(), Checksums.sha256(path));
      return PersonFile.read(path, store.recogniser());
    }
    if (!there && store.has(part.path())) {
      files.put(part.path(), Checksums.sha256(store.file(part.path())));
      return store.load(part.path());
    }
    if (!there) {
      throw new IllegalArgumentException(
          "there is no picture and no saved person '%s' (saved: %s)"
              .formatted(part.path(), store.names().isEmpty() ? "nobody" : store.names()));
    }
    files.put(part.path(), Checksums.sha256(path));
    FaceFeatures features = features(part.path(), Pictures.read(path), part.face());
    return Person.of(nameOf(path), List.of(features));
  }

  private FaceFeatures features(String source, BufferedImage image, int face) {
    List<Detection> found = fromLeft(faces.detect(image));
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "no face found in %s: use a picture that shows the face larger and from the front"
              .formatted(source));
    }
    if (face == 0 && found.size() > 1) {
      throw new IllegalArgumentException(
          "%s shows %d faces, say which one, counted from the left: %s"
              .formatted(source, found.size(), choices(source, found.size())));
    }
    if (face > found.size()) {
      throw new IllegalArgumentException(
          "%s shows %d %s, there is no face %d"
              .formatted(source, found.size(), found.size() == 1 ? "face" : "faces", face));
    }
    return references.read(image, found.get(Math.max(0, face - 1)));
  }

  /** Faces in the order in which {@code file#index} counts them. */
  public static List<Detection> fromLeft(List<Detection> found) {
    return found.stream().sorted(Comparator.comparingDouble(d -> d.box().centre().x())).toList();
  }

  private static String choices(String source, int count) {
    String first =
        IntStream.rangeClosed(1, Math.min(count, OFFERED))
            .mapToObj(i -> source + "#" + i)
            .collect(Collectors.joining(", "));
    return count > OFFERED ? first + ", ..." : first;
  }

  private static String nameOf(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
