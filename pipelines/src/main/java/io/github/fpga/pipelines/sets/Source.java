package io.github.fpga.pipelines.sets;

import java.nio.file.Path;

/** Where a component is. */
public sealed interface Source {

  /**
   * A repository of a hub.
   *
   * @param repository as in {@code org/name}
   * @param revision a commit, or a branch or tag, which may come to stand for something else
   */
  record Hub(String repository, String revision) implements Source {

    @Override
    public String toString() {
      return repository;
    }
  }

  /**
   * A file or folder of this machine.
   *
   * @param path absolute
   */
  record Local(Path path) implements Source {

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
