package io.github.fpga.evaluation.suite;

import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.Version;
import io.github.fpga.tensor.Scope;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.NoGradGuard;

/** The people of scenes as a studio knows them, each read once. */
public final class StudioPeople {

  private final PortraitStudio studio;
  private final Map<String, Person> people = new HashMap<>();

  public StudioPeople(PortraitStudio studio) {
    this.studio = studio;
  }

  /** What portraits depend on: the version and the files of the studio's models. */
  public String checksum() {
    return Version.current() + " " + studio.models().checksums();
  }

  /** Everybody of a scene in their region, in the clothes asked for. */
  public List<Placement> placements(SceneSpec scene, List<List<Path>> references) {
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < scene.people().size(); i++) {
      placements.add(
          Placement.of(person(scene.people().get(i), references.get(i)), scene.regions().get(i))
              .withPrompt(scene.clothes().get(i)));
    }
    return placements;
  }

  /** A person by reference files, named by an index. */
  public Person person(int index, List<Path> files) {
    String specification = files.stream().map(Path::toString).collect(Collectors.joining(","));
    return people.computeIfAbsent(specification, s -> studio.person(s).withName("person " + index));
  }

  /** A picture through the studio's autoencoder. */
  public BufferedImage roundTrip(BufferedImage picture) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return studio.models().pictures(studio.models().latents(List.of(picture))).get(0);
    }
  }
}
