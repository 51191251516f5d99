package io.github.fpga.pipelines.sets;

import io.github.fpga.pipelines.hub.HubDownloads;
import io.github.fpga.pipelines.hub.HubFile;
import io.github.fpga.pipelines.hub.RemoteFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pull has to do, asked before anything is downloaded: a missing file, a refused token or a
 * full disk is found then, not hours later.
 *
 * @param needed the files that are not here, by what the hub says of them
 * @param bytes still to come
 */
record PullPlan(Map<HubFile, RemoteFile> needed, long bytes) {

  /**
   * Asks the hub about every file that is not here for certain.
   *
   * @throws io.github.fpga.pipelines.hub.HubException where one cannot be had
   */
  static PullPlan of(List<HubFile> files, HubDownloads downloads, PullListener listener) {
    Map<HubFile, RemoteFile> needed = new LinkedHashMap<>();
    Map<String, String> commits = new HashMap<>();
    long bytes = 0;
    for (int i = 0; i < files.size(); i++) {
      int number = i + 1;
      HubFile file = files.get(i);
      String branch = file.repository() + " " + file.revision();
      // All files of a branch come from one commit, also if it moves on meanwhile.
      HubFile asked = file.at(commits.getOrDefault(branch, file.revision()));
      if (isHere(asked, downloads)) {
        continue;
      }
      RemoteFile remote = downloads.look(asked, () -> listener.onAsk(number, files.size()));
      commits.put(branch, remote.commit());
      needed.put(file, remote);
      bytes += downloads.missing(file, remote);
    }
    return new PullPlan(needed, bytes);
  }

  private static boolean isHere(HubFile file, HubDownloads downloads) {
    Optional<Path> found = downloads.cache().find(file);
    // A branch may stand for something else by now; without network it stands for what is here.
    boolean certain = file.pinned() || downloads.environment().offline();
    return certain && found.isPresent() && hasSize(file, found.get());
  }

  private static boolean hasSize(HubFile file, Path path) {
    return file.size().isEmpty() || path.toFile().length() == file.size().getAsLong();
  }
}
