package io.github.fpga.cli.dataset;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.FaceModelSet;
import io.github.fpga.idzoom.build.ModelFile;
import io.github.fpga.pipelines.sets.ModelHub;
import io.github.fpga.pipelines.sets.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of face models that are not bundled. */
public final class FaceFiles {

  private FaceFiles() {}

  /**
   * Those of the model set of the same name on this machine, in the order of {@link
   * BuildSettings#modelFiles}.
   *
   * @throws io.github.fpga.tensor.CheckpointException where they were not pulled
   */
  static List<Path> pulled(FaceModelSet models) {
    if (models == FaceModelSet.MICRO) {
      return List.of();
    }
    Map<Role, Path> paths = ModelHub.ofProcess().resolve(models.toString());
    return Stream.of(Role.FACE_DETECTOR, Role.FACE_RECOGNISER, Role.FACE_LANDMARKS)
        .map(paths::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * The files that a dataset was built with: where they were then, or else the pulled ones.
   *
   * @throws IllegalArgumentException if these are others
   */
  public static List<Path> of(BuildSettings settings) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < settings.modelFiles().size(); i++) {
      ModelFile file = settings.modelFiles().get(i);
      Path there = Path.of(file.address());
      Path here = Files.exists(there) ? there : pulled(settings.faceModels()).get(i);
      file.require(here);
      files.add(here);
    }
    return files;
  }
}
