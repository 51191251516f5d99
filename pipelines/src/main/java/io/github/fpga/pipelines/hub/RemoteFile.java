package io.github.fpga.pipelines.hub;

import java.util.regex.Pattern;

/**
 * What the hub says of a file.
 *
 * @param commit the revision resolved
 * @param etag names the content: the SHA-256 of large files, git's SHA-1 of small ones
 * @param size in bytes
 */
public record RemoteFile(String commit, String etag, long size) {

  private static final Pattern ETAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /** Refuses what cannot be a file's name in the cache. */
  public RemoteFile {
    if (!COMMIT.matcher(commit).matches()) {
      throw new HubException(
          "the hub names no commit (X-Repo-Commit is '%s'): is HF_ENDPOINT the address of a hub?"
              .formatted(commit));
    }
    if (!ETAG.matcher(etag).matches()) {
      throw new HubException(
          "the hub gives no usable ETag ('%s'): is HF_ENDPOINT the address of a hub?"
              .formatted(etag));
    }
    if (size < 0) {
      throw new HubException("the hub does not say how large the file is");
    }
  }
}
