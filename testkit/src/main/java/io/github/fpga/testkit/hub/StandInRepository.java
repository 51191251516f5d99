package io.github.fpga.testkit.hub;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A repository of the stand-in hub, with one branch, {@code main}. */
public final class StandInRepository {

  private final String name;
  private final Map<String, StandInFile> files = new HashMap<>();
  private int commits;
  private boolean gated;

  StandInRepository(String name) {
    this.name = name;
  }

  /** Adds or replaces a file of Git LFS, by a new commit. */
  public synchronized StandInRepository large(String path, byte[] bytes) {
    files.put(path, new StandInFile(bytes, bytes, true));
    commits++;
    return this;
  }

  /** Adds or replaces a file that git itself keeps, by a new commit. */
  public synchronized StandInRepository small(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    files.put(path, new StandInFile(bytes, bytes, false));
    commits++;
    return this;
  }

  /** Sends other bytes than are promised. */
  public synchronized void tamper(String path, byte[] sent) {
    StandInFile file = files.get(path);
    files.put(path, new StandInFile(file.promised(), sent, file.large()));
  }

  /** Whether readers must have accepted a licence. */
  public synchronized void gate(boolean on) {
    gated = on;
  }

  /** What {@code main} stands for. */
  public synchronized String commit() {
    return StandInFile.digest("SHA-1", (name + " " + commits).getBytes(StandardCharsets.UTF_8));
  }

  /** The hash that names a file's content. */
  public synchronized String etag(String path) {
    return files.get(path).etag();
  }

  synchronized StandInFile file(String path) {
    return files.get(path);
  }

  synchronized String error(String revision, String path) {
    if (files.isEmpty()) {
      return "RepoNotFound";
    }
    if (gated) {
      return "GatedRepo";
    }
    if (!revision.equals("main") && !revision.equals(commit())) {
      return "RevisionNotFound";
    }
    return files.containsKey(path) ? null : "EntryNotFound";
  }
}
