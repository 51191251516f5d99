package io.github.fpga.pipelines.sets;

import io.github.fpga.pipelines.hub.HubFile;
import java.util.List;

/**
 * A part of a set.
 *
 * @param source where it is
 * @param folder the model within the repository, where it is a folder: {@code .} for all of it;
 *     null where the model is the one file
 * @param files which are fetched; none of a {@link Source.Local}
 * @param licence its terms; null for a {@link Source.Local} that names none
 * @param scale how strongly a LoRA counts, 1 by default
 * @param note what people should know; may be empty
 */
public record SetComponent(
    Role role,
    Source source,
    String folder,
    List<SetFile> files,
    Licence licence,
    double scale,
    String note) {

  private static final double MOST = 2;

  /** Checks that the parts fit, and the names of the files. */
  public SetComponent {
    files = List.copyOf(files);
    if (!(scale >= 0 && scale <= MOST)) {
      throw new IllegalArgumentException("a scale is from 0 to 2, got " + scale);
    }
    if (source instanceof Source.Hub hub) {
      requireHub(role, hub, folder, files, licence);
    } else if (folder != null || !files.isEmpty()) {
      throw new IllegalArgumentException(
          "a component with 'local' is that file or folder: it has no 'folder' and no 'files'");
    }
  }

  private static void requireHub(
      Role role, Source.Hub hub, String folder, List<SetFile> files, Licence licence) {
    if (licence == null) {
      throw new IllegalArgumentException("a component of a repository has a licence");
    }
    if (files.isEmpty() || (folder == null && files.size() > 1)) {
      throw new IllegalArgumentException(
          "the %s has %d files: without 'folder' it has exactly one"
              .formatted(role.word(), files.size()));
    }
    for (SetFile file : files) {
      HubFile named = hubFile(hub, file);
      if (folder != null && !folder.equals(".") && !named.path().startsWith(folder + "/")) {
        throw new IllegalArgumentException(
            "the file %s is not in the folder %s".formatted(file.path(), folder));
      }
    }
  }

  /** The files as the hub knows them. */
  public List<HubFile> hubFiles() {
    return source instanceof Source.Hub hub
        ? files.stream().map(file -> hubFile(hub, file)).toList()
        : List.of();
  }

  private static HubFile hubFile(Source.Hub hub, SetFile file) {
    return new HubFile(hub.repository(), hub.revision(), file.path(), file.sha256(), file.size());
  }
}
