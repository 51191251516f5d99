package io.github.fpga.pipelines.hub;

import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cache that Hugging Face's libraries share, by their layout: {@code models--ORG--NAME/} with
 * {@code blobs/ETAG}, {@code refs/REVISION} and {@code snapshots/COMMIT/PATH}, the last being links
 * to blobs; locks are in {@code .locks/models--ORG--NAME/ETAG.lock}.
 */
public final class HubCache {

  private final Path root;
  private final Links links;

  /**
   * @param root need not exist
   */
  public HubCache(Path root) {
    this(root, new Links());
  }

  HubCache(Path root, Links links) {
    this.root = root;
    this.links = links;
  }

  /** The folder of all repositories. */
  public Path root() {
    return root;
  }

  private static String folderName(String repository) {
    return "models--" + repository.replace("/", "--");
  }

  /** The folder of a repository. */
  public Path repository(String repository) {
    return root.resolve(folderName(repository));
  }

  /** Where a content is or will be. */
  Path blob(String repository, String etag) {
    return repository(repository).resolve("blobs").resolve(etag);
  }

  Path lock(String repository, String etag) {
    return root.resolve(".locks").resolve(folderName(repository)).resolve(etag + ".lock");
  }

  /** The folder of a repository at a commit. */
  public Path snapshot(String repository, String commit) {
    return repository(repository).resolve("snapshots").resolve(commit);
  }

  private Path ref(String repository, String revision) {
    return repository(repository).resolve("refs").resolve(revision);
  }

  /** The commit that a file's revision stands for, as far as is known here. */
  public Optional<String> commit(HubFile file) {
    if (file.pinned()) {
      return Optional.of(file.revision());
    }
    Path ref = ref(file.repository(), file.revision());
    try {
      return Files.isRegularFile(ref)
          ? Optional.of(Files.readString(ref).strip()).filter(c -> c.matches("[0-9a-f]{40}"))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ref, e);
    }
  }

  /** Notes what a branch or tag stands for; a commit stands for itself. */
  void note(HubFile file, String commit) throws IOException {
    if (!file.pinned() && !commit(file).equals(Optional.of(commit))) {
      AtomicFiles.writeString(ref(file.repository(), file.revision()), commit);
    }
  }

  /** Where a file is, by its own name; empty where it is not here. */
  public Optional<Path> find(HubFile file) {
    return commit(file)
        .map(commit -> snapshot(file.repository(), commit).resolve(file.path()))
        .filter(Files::isRegularFile);
  }

  /** Names a blob that is there. */
  Path link(HubFile file, String commit, String etag) throws IOException {
    Path name = snapshot(file.repository(), commit).resolve(file.path());
    Path blob = blob(file.repository(), etag);
    if (!Files.exists(name) || !Files.isSameFile(name, blob)) {
      links.link(name, blob);
    }
    return name;
  }

  /** The blob that a snapshot's file stands for; empty where it is a copy of its own. */
  Optional<Path> blobOf(HubFile file, Path name) {
    try {
      Path blobs = repository(file.repository()).resolve("blobs");
      if (Files.isSymbolicLink(name)) {
        return Optional.of(name.toRealPath()).filter(p -> p.getParent().endsWith("blobs"));
      }
      for (Path blob : Files.isDirectory(blobs) ? children(blobs) : List.<Path>of()) {
        if (Files.isSameFile(blob, name)) {
          return Optional.of(blob);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /**
   * Removes a file, and its blob unless another name of the repository stands for it.
   *
   * @return the bytes freed
   */
  public long remove(HubFile file) {
    Optional<Path> found = find(file);
    if (found.isEmpty()) {
      return 0;
    }
    try {
      Path name = found.get();
      Optional<Path> blob = blobOf(file, name);
      long size = Files.size(name);
      Files.delete(name);
      boolean freed = blob.isEmpty() || names(file.repository(), blob.get()).isEmpty();
      if (blob.isPresent() && freed) {
        Files.delete(blob.get());
      }
      prune(file.repository());
      return freed ? size : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + found.get(), e);
    }
  }

  /** Removes a content that is damaged, whatever stands for it. */
  public void discard(HubFile file) {
    Path name = find(file).orElse(null);
    if (name == null) {
      return;
    }
    try {
      Path blob = blobOf(file, name).orElse(name);
      for (Path other : names(file.repository(), blob)) {
        Files.delete(other);
      }
      Files.deleteIfExists(blob);
      prune(file.repository());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + name, e);
    }
  }

  /** Everything in the snapshots that stands for a blob. */
  private List<Path> names(String repository, Path blob) throws IOException {
    Path snapshots = repository(repository).resolve("snapshots");
    List<Path> names = new ArrayList<>();
    try (Stream<Path> all = Files.walk(snapshots)) {
      for (Path name : all.filter(Files::isRegularFile).toList()) {
        if (Files.isSameFile(name, blob)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Removes empty folders; of a repository without files nothing stays. */
  private void prune(String repository) throws IOException {
    Path folder = repository(repository);
    Path snapshots = folder.resolve("snapshots");
    for (Path inner : deepestFirst(snapshots)) {
      if (Files.isDirectory(inner) && children(inner).isEmpty()) {
        Files.delete(inner);
      }
    }
    if (!Files.exists(snapshots)) {
      for (Path rest : deepestFirst(folder)) {
        Files.delete(rest);
      }
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
