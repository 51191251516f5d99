package io.github.fpga.idzoom.source;

import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.Reason;
import io.github.fpga.idzoom.stage.SourcePicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of picture files, with the folders in it. The caption of {@code a.jpg} is {@code a.txt}
 * beside it, where there is one.
 *
 * @param licence of all pictures
 * @param maxBytes of a file that is read at all
 */
public record FolderPictures(Path folder, String licence, int maxBytes) {

  private static final int MAX_CAPTION_BYTES = 1 << 16;

  public FolderPictures {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("no such folder: " + folder);
    }
  }

  /**
   * The picture files as paths within the folder with / between names, sorted; links are left out,
   * because they lead elsewhere.
   */
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(SourcePictures::isPicture)
          .sorted()
          .toList();
    }
  }

  /**
   * One picture of {@link #list()}.
   *
   * @throws IOException if the disk fails
   */
  public Outcome<SourcePicture> read(String name) throws IOException {
    Path file = folder.resolve(name);
    long size = Files.size(file);
    if (size > maxBytes) {
      return Outcome.rejected(
          Reason.TOO_MANY_BYTES, "%s: %d bytes, at most %d", name, size, maxBytes);
    }
    return SourcePictures.picture(
        name, name, Files.readAllBytes(file), caption(name), new Provenance(name, licence));
  }

  private String caption(String name) throws IOException {
    Path file = folder.resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
    boolean plain =
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.size(file) <= MAX_CAPTION_BYTES;
    // What is not UTF-8 is replaced rather than refused: a caption is no reason to lose a picture.
    return plain ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip() : "";
  }
}
