package io.github.fpga.pipelines.hub;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file of a repository.
 *
 * @param repository as in {@code org/name}
 * @param revision a branch, tag or commit of 40 hexadecimal digits
 * @param path within the repository, with slashes
 * @param sha256 what the content must hash to, 64 lower-case hexadecimal digits; null where unknown
 * @param size in bytes, where known
 */
public record HubFile(
    String repository, String revision, String path, String sha256, OptionalLong size) {

  private static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?");
  private static final Pattern PART = Pattern.compile("[^/\\\\:\\p{Cntrl}]+");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Refuses names that would leave the cache's folders. */
  public HubFile {
    if (!REPOSITORY.matcher(repository).matches() || repository.contains("--")) {
      throw new IllegalArgumentException(
          "a repository is named as in org/name, got '%s'".formatted(repository));
    }
    requireInside("revision", revision);
    requireInside("path", path);
    if (sha256 != null && !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "a SHA-256 has 64 lower-case hexadecimal digits, got '%s'".formatted(sha256));
    }
    if (size.isPresent() && size.getAsLong() < 0) {
      throw new IllegalArgumentException("a size is not negative, got " + size.getAsLong());
    }
  }

  private static void requireInside(String what, String value) {
    for (String part : value.split("/", -1)) {
      if (!PART.matcher(part).matches() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException(
            "a %s consists of names between slashes, got '%s'".formatted(what, value));
      }
    }
  }

  /** Whether the revision names one state of the repository for all time. */
  public boolean pinned() {
    return COMMIT.matcher(revision).matches();
  }

  /** The same file at another revision. */
  public HubFile at(String otherRevision) {
    return new HubFile(repository, otherRevision, path, sha256, size);
  }

  /** As in {@code org/name/folder/file at revision main}. */
  @Override
  public String toString() {
    return "%s/%s at revision %s".formatted(repository, path, revision);
  }
}
